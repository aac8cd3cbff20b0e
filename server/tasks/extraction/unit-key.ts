/** Abbreviations as offices write them, without diacritics and joints: "TN&MT", "TN-MT" and "TNMT" are one. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  ubnd: 'uy ban nhan dan', hdnd: 'hoi dong nhan dan', vp: 'van phong', vpub: 'van phong uy ban nhan dan', ubmttq: 'uy ban mat tran to quoc', mttq: 'mat tran to quoc',
  tttt: 'thong tin truyen thong', stttt: 'so thong tin truyen thong', cntttt: 'cong nghe thong tin truyen thong', cntt: 'cong nghe thong tin',
  khdt: 'ke hoach dau tu', skhdt: 'so ke hoach dau tu', gddt: 'giao duc dao tao', sgddt: 'so giao duc dao tao', gtvt: 'giao thong van tai', sgtvt: 'so giao thong van tai',
  tnmt: 'tai nguyen moi truong', stnmt: 'so tai nguyen moi truong', nnptnt: 'nong nghiep phat trien nong thon', ptnt: 'phat trien nong thon', nnmt: 'nong nghiep moi truong', snnmt: 'so nong nghiep moi truong',
  khcn: 'khoa hoc cong nghe', skhcn: 'so khoa hoc cong nghe', ldtbxh: 'lao dong thuong binh xa hoi', sldtbxh: 'so lao dong thuong binh xa hoi', tbxh: 'thuong binh xa hoi',
  vhttdl: 'van hoa the thao du lich', svhttdl: 'so van hoa the thao du lich', vhtt: 'van hoa the thao', dttg: 'dan toc ton giao', stc: 'so tai chinh', snv: 'so noi vu', syt: 'so y te', sxd: 'so xay dung', sct: 'so cong thuong', stp: 'so tu phap',
  tp: 'thanh pho', tx: 'thi xa', bchqs: 'bo chi huy quan su', chqs: 'chi huy quan su', bch: 'bo chi huy', bdbp: 'bo doi bien phong', kbnn: 'kho bac nha nuoc', bhxh: 'bao hiem xa hoi',
  dbqh: 'dai bieu quoc hoi', nhnn: 'ngan hang nha nuoc', ptth: 'phat thanh truyen hinh', qlda: 'quan ly du an', dtxd: 'dau tu xay dung', kcn: 'khu cong nghiep', kkt: 'khu kinh te', hcc: 'hanh chinh cong',
  vnpt: 'vien thong', ct: 'cong thuong', tc: 'tai chinh', nv: 'noi vu', yt: 'y te', xd: 'xay dung',
}
/** Two letters that also mean other things; only behind "Sở" they are a portfolio. */
const ONLY_AFTER_DEPARTMENT = new Set(['ct', 'tc', 'nv', 'yt', 'xd'])
const JOINTS = new Set(['va', 'cac', '&'])

/** One spelling for every way to write a unit: no diacritics, joints or punctuation, abbreviations spelt out. */
export function unitKey(name: string): string {
  const plain = name.slice(0, 300).normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replaceAll('đ', 'd')
  const words: string[] = []
  for (const written of plain.replace(/[():;]+/g, ' ').split(/\s+/)) {
    const compact = written.replace(/[-–—/.,&]+/g, '')
    const isPortfolio = !ONLY_AFTER_DEPARTMENT.has(compact) || words.at(-1) === 'so'
    const spelt = isPortfolio ? ABBREVIATIONS[compact] : undefined
    words.push(...(spelt ?? written.replace(/[-–—/.,&]+/g, ' ')).split(' '))
  }
  return words.filter((word) => word !== '' && !JOINTS.has(word)).join(' ')
}

const POSTS = /^(?:pho )?(?:giam doc|chanh|chu tich|thu truong|truong|tong giam doc|lanh dao|bo truong) (?=(?:so|van phong|thanh tra|uy ban|ban|cuc|trung tam|cong an|bo|phong|chi cuc|dai|kho bac|bao hiem) )/

/** "Giám đốc Sở Y tế" answers for Sở Y tế; null when the key names no post. */
export function withoutPost(key: string): string | null {
  return POSTS.test(key) ? key.replace(POSTS, '') : null
}
