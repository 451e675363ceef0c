// Countries whose companies are named in other scripts or with rarer letters. Entered by countries.ts.
import { type Country, country } from './country.ts'
import { ARABIC, CHINESE, CYRILLIC, CZECH, GREEK, HEBREW, JAPANESE, KOREAN, TURKISH, VIETNAMESE } from './words-other.ts'

export const FAR_COUNTRIES: readonly Country[] = [
  country('JP', 1.5, JAPANESE, {
    culture: 'ja-JP',
    topLevel: 'co.jp',
    phone: '+81',
    streets: ['中央{n}丁目2-3'],
    towns: [
      ['大阪市', '大阪府', '530-0001'],
      ['札幌市', '北海道', '060-0001'],
    ],
  }),
  country('GR', 1, GREEK, {
    culture: 'el-GR',
    topLevel: 'gr',
    phone: '+30',
    streets: ['Λεωφόρος Νίκης {n}'],
    towns: [['Θεσσαλονίκη', 'Κεντρική Μακεδονία', '546 24']],
  }),
  country('UA', 0.8, CYRILLIC, {
    culture: 'uk-UA',
    topLevel: 'com.ua',
    phone: '+380',
    streets: ['вул. Шевченка {n}'],
    towns: [['Львів', 'Львівська', '79000']],
  }),
  country('BG', 0.5, CYRILLIC, {
    culture: 'bg-BG',
    topLevel: 'bg',
    phone: '+359',
    streets: ['ул. Раковски {n}'],
    towns: [['Пловдив', 'Пловдив', '4000']],
  }),
  country('MA', 0.8, ARABIC, {
    culture: 'ar-MA',
    topLevel: 'ma',
    phone: '+212',
    streets: ['شارع محمد الخامس {n}'],
    towns: [['الرباط', 'الرباط سلا', '10000']],
  }),
  country('AE', 0.5, ARABIC, {
    culture: 'ar-AE',
    topLevel: 'ae',
    phone: '+971',
    streets: ['شارع الشيخ زايد {n}'],
    towns: [['دبي', 'دبي', '00000']],
  }),
  country('IL', 0.3, HEBREW, {
    culture: 'he-IL',
    topLevel: 'co.il',
    phone: '+972',
    streets: ['רחוב הרצל {n}'],
    towns: [['חיפה', 'חיפה', '3303101']],
  }),
  country('KR', 0.4, KOREAN, {
    culture: 'ko-KR',
    topLevel: 'co.kr',
    phone: '+82',
    streets: ['세종대로 {n}'],
    towns: [['부산', '부산광역시', '48058']],
  }),
  country('HK', 0.4, CHINESE, {
    culture: 'zh-HK',
    topLevel: 'com.hk',
    phone: '+852',
    streets: ['皇后大道中{n}號'],
    towns: [['香港', '香港', '999077']],
  }),
  country('TR', 0.8, TURKISH, {
    culture: 'tr-TR',
    topLevel: 'com.tr',
    phone: '+90',
    streets: ['İstiklâl Caddesi {n}'],
    towns: [
      ['İzmir', 'Ege', '35250'],
      ['Diyarbakır', 'Güneydoğu', '21100'],
    ],
  }),
  country('CZ', 0.8, CZECH, {
    culture: 'cs-CZ',
    topLevel: 'cz',
    phone: '+420',
    streets: ['Příčná {n}'],
    towns: [['Plzeň', 'Plzeňský', '301 00']],
  }),
  country('VN', 0.3, VIETNAMESE, {
    culture: 'vi-VN',
    topLevel: 'vn',
    phone: '+84',
    streets: ['{n} Lê Lợi'],
    towns: [['Đà Nẵng', 'Đà Nẵng', '550000']],
  }),
]
