// The words company names in other scripts (and in Turkish, Czech, Vietnamese) are made of. Entered by names.ts.
import type { Words } from './words-latin.ts'

export const JAPANESE: Words = {
  patterns: ['株式会社{w}{t}', '{w}{t}株式会社', '{p}{t}', '有限会社{w}', '{w}ホールディングス', '合同会社{w}{t}'],
  words: ['山田', '高橋', '青葉', '桜井', 'みどり', 'サクラ', '東雲', '若葉', '富士見', '渡邊', '齋藤', 'ひかり'],
  trades: ['製作所', '商事', '建設', '電機', '食品', '運輸', 'システム', '印刷', '薬局', 'デザイン'],
  adjectives: ['日本'],
}

export const GREEK: Words = {
  patterns: ['{t} {w} Α.Ε.', '{w} {t}', 'Όμιλος {w}', '{t} {p}', 'Αφοί {w} Ο.Ε.'],
  words: ['Παπαδόπουλος', 'Αιγαίον', 'Ήλιος', 'Κωνσταντίνου', 'Ωκεανός', 'Ξενάκης', 'Μαΐστρος', 'Δέλτα', 'Ορίζων', 'Ψαρράς'],
  trades: ['Ναυτιλιακή', 'Τρόφιμα', 'Κατασκευές', 'Εκδόσεις', 'Φαρμακείο', 'Ξενοδοχεία', 'Τεχνική', 'Λογιστική', 'Ελαιουργία'],
  adjectives: ['Ελληνική'],
}

export const CYRILLIC: Words = {
  patterns: ['ТОВ «{w} {t}»', '{w} {t} ООД', '{t} {w}', 'Група {w}', '{t} {p}', 'ПП «{w}»'],
  words: ['Світанок', 'Калина', 'Їжакевич', 'Зорница', 'Чорномор', 'Дніпро', 'Балкан', 'Єдність', 'Шевчук', 'Живко', 'Ґрунт', 'Юнак'],
  trades: ['Будівництво', 'Транспорт', 'Хлібзавод', 'Енергія', 'Агро', 'Технологии', 'Логистика', 'Поліграфія', 'Мебели', 'Аптека'],
  adjectives: ['Українська'],
}

export const ARABIC: Words = {
  patterns: ['شركة {w} {t}', 'مجموعة {w}', 'مؤسسة {w} {t}', '{t} {p}', 'شركة {w} وإخوانه'],
  words: ['النور', 'الأمل', 'الخليج', 'الأندلس', 'القدس', 'الرياض', 'البحر', 'الفجر', 'الهلال', 'الواحة'],
  trades: ['للتجارة', 'للمقاولات', 'للنقل', 'للتقنية', 'الغذائية', 'الهندسية', 'للأدوية', 'للسياحة'],
  adjectives: ['العربية'],
}

export const HEBREW: Words = {
  patterns: ['{w} {t} בע"מ', 'קבוצת {w}', '{t} {p}'],
  words: ['שלום', 'הגליל', 'ארזים', 'כנרת', 'ברקת', 'תקווה'],
  trades: ['טכנולוגיות', 'מזון', 'הנדסה', 'שיווק', 'הובלות'],
  adjectives: ['ישראל'],
}

export const KOREAN: Words = {
  patterns: ['주식회사 {w}{t}', '{w}{t}', '{p} {t}', '{w} 주식회사'],
  words: ['한빛', '대한', '새벽', '푸른', '동백', '백두'],
  trades: ['전자', '물산', '건설', '식품', '소프트', '제약'],
  adjectives: ['한국'],
}

export const CHINESE: Words = {
  patterns: ['{p}{w}{t}有限公司', '{w}{t}集团', '{w}{t}'],
  words: ['東方', '华光', '金龍', '长城', '明珠', '鴻運'],
  trades: ['科技', '贸易', '食品', '物流', '建設', '传媒'],
  adjectives: ['中国'],
}

export const TURKISH: Words = {
  patterns: ['{w} {t} A.Ş.', '{w} {t} Ltd. Şti.', '{p} {t}', '{w} Kardeşler'],
  words: ['Işık', 'Yıldız', 'Öztürk', 'Çağlar', 'İnci', 'Güneş', 'Şahin', 'Ağaoğlu'],
  trades: ['İnşaat', 'Gıda', 'Nakliyat', 'Bilişim', 'Tekstil', 'Sığorta', 'Mühendislik'],
  adjectives: ['Türk'],
}

export const CZECH: Words = {
  patterns: ['{w} {t} s.r.o.', '{t} {w} a.s.', '{t} {p}', '{w} a synové'],
  words: ['Dvořák', 'Růžička', 'Šťastný', 'Březina', 'Žižka', 'Hřib', 'Čermák', 'Jiříček'],
  trades: ['Strojírny', 'Pekařství', 'Účetnictví', 'Pivovar', 'Stavby', 'Řeznictví', 'Nábytek'],
  adjectives: ['Česká'],
}

export const VIETNAMESE: Words = {
  patterns: ['Công ty TNHH {t} {w}', '{w} {t}', 'Tập đoàn {w}'],
  words: ['Nguyễn Huệ', 'Hoà Bình', 'Sông Đà', 'Mặt Trời', 'Đại Việt', 'Phước Lộc'],
  trades: ['Xây dựng', 'Thực phẩm', 'Công nghệ', 'Vận tải', 'Thương mại'],
  adjectives: ['Việt Nam'],
}
