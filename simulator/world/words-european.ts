// The words company names are made of in other languages of Europe. Entered by names.ts.
import type { Words } from './words-latin.ts'

export const POLISH: Words = {
  patterns: ['{t} {w} Sp. z o.o.', '{w} {t}', '{t} {p}', 'Grupa {w} S.A.', '{w} i Wspólnicy', 'Przedsiębiorstwo {t} {w}'],
  words: [
    'Łukasiewicz',
    'Wójcik',
    'Żółkiewski',
    'Gałązka',
    'Śliwiński',
    'Dąbrowa',
    'Piątek',
    'Źródło',
    'Kościuszko',
    'Świerk',
    'Ćwikła',
    'Jabłoń',
  ],
  trades: [
    'Piekarnia',
    'Usługi Księgowe',
    'Drukarnia',
    'Budownictwo',
    'Spółdzielnia',
    'Żegluga',
    'Meble',
    'Ogrodnictwo',
    'Łączność',
    'Odzież',
  ],
  adjectives: ['Polska', 'Łódzka'],
}

export const NORDIC: Words = {
  patterns: ['{w} {t} AB', '{w} {t} AS', '{t} {w} ApS', '{w} Oy', '{p} {t}', '{w} & Sønn', '{w} ehf.', '{a} {t}'],
  words: [
    'Ægir',
    'Østergaard',
    'Åkesson',
    'Þórsson',
    'Hämäläinen',
    'Sjöberg',
    'Bjørn',
    'Nyström',
    'Løvås',
    'Äijö',
    'Ísfold',
    'Guðrún',
    'Rødberg',
    'Västra',
    'Kræmmer',
    'Fjällräv',
  ],
  trades: ['Rederi', 'Byggnads', 'Fiskeri', 'Møbler', 'Energi', 'Mjölk', 'Trävaror', 'Konsulenter', 'Regnskab', 'Teknik', 'Sähkö', 'Rør'],
  adjectives: ['Nordiska', 'Den Norske', 'Suomen', 'Svenska'],
}

export const ITALIAN: Words = {
  patterns: ['{t} {w} S.r.l.', '{w} & Figli', '{t} di {p}', 'Gruppo {w} S.p.A.', '{w} {t}', 'Fratelli {w} S.n.c.'],
  words: [
    'Bellomè',
    'Nicolò',
    'Rossini',
    'Cantù',
    'D’Angelo',
    'Verità',
    'Pagliuca',
    'Montà',
    'Ferrarotti',
    'Lusardi',
    'Zanotti',
    'Dall’Oglio',
  ],
  trades: [
    'Officine',
    'Caseificio',
    'Ceramiche',
    'Trasporti',
    'Qualità',
    'Pelletteria',
    'Cantina',
    'Studio Legale',
    'Farmacia',
    'Arredamenti',
  ],
  adjectives: ['Italiana', 'Nuova'],
}

export const DUTCH: Words = {
  patterns: ['{w} {t} B.V.', '{t} {w}', '{w} & Zonen', 'Van der {w} {t}', '{t} {p}'],
  words: ['Meer', 'Vliet', 'IJsbrand', 'Coöperman', 'Brouwer', 'Hoekstra', 'Zeeën', 'Geïnsma', 'Kuiper', 'Ruijter'],
  trades: ['Bloemen', 'Techniek', 'Scheepvaart', 'Coöperatie', 'Advies', 'Bakkerij', 'Kozijnen', 'Zuivel', 'Reïntegratie', 'Vervoer'],
  adjectives: ['Koninklijke'],
}

export const PORTUGUESE: Words = {
  patterns: ['{t} {w} Lda.', '{w} & Irmãos', '{t} de {p}', 'Grupo {w}', '{w} {t}'],
  words: ['Gonçalves', 'Magalhães', 'Simões', 'Araújo', 'Conceição', 'Brandão', 'Mourão', 'Antão', 'Estêvão', 'Lourenço'],
  trades: ['Construções', 'Cortiça', 'Transportes', 'Padaria', 'Informática', 'Vinícola', 'Comércio', 'Importação', 'Cerâmica', 'Fundição'],
  adjectives: ['Portuguesa'],
}
