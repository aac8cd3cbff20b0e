export type LabelField = 'lead' | 'coordinating' | 'deadline' | 'content' | 'budget' | 'other'

export interface LabelledPart {
  field: LabelField
  label: string
  /** Where the label begins; what stands before the first one is the heading. */
  from: number
  /** Offsets of the value in the paragraph. */
  start: number
  end: number
}

const WHO = '(?:(?:các )?(?:đơn vị|cơ quan|sở|bộ phận|tổ chức|người|lãnh đạo)(?:(?:, ?| ?/ ?| - | và )(?:đơn vị|cơ quan|ngành|ban|địa phương|tổ chức|cá nhân)){0,3} )'
const FIELDS: readonly [LabelField, RegExp][] = [
  ['lead', new RegExp(`^(?:${WHO}?(?:được giao )?(?:chủ trì|chịu trách nhiệm chính)(?:(?:,|/)? ?(?:thực hiện|tham mưu|triển khai|xây dựng|chính|soạn thảo|trình|tham mưu thực hiện|nhiệm vụ)){0,2}|${WHO}(?:thực hiện|đầu mối|chịu trách nhiệm|được giao|triển khai|được phân công|tham mưu|soạn thảo)(?: thực hiện| chính| nhiệm vụ| chủ trì)?|phân công(?: thực hiện| nhiệm vụ)?|đơn vị|cơ quan|chủ đầu tư|trách nhiệm(?: thực hiện)?)$`)],
  ['coordinating', new RegExp(`^${WHO}?(?:cùng |tham gia )?phối hợp(?:(?:,|/)? (?:thực hiện|triển khai|chính|tham gia)){0,2}$`)],
  ['deadline', /^(?:dự kiến )?(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình|hạn|hoàn thành)(?:,? (?:thực hiện|hoàn thành|triển khai|dự kiến|và|trình|xong|ban hành|tiến độ|báo cáo|kết thúc|thời gian|phê duyệt|trình duyệt|thông qua|chót|cuối)){0,4}$/],
  ['budget', /^(?:tổng |nhu cầu |dự kiến |ước )?(?:kinh phí|dự toán|khái toán|mức đầu tư|mức vốn|vốn|ngân sách|số tiền|giá trị)(?: (?:thực hiện|dự kiến|đầu tư|triển khai|kinh phí|ước tính|cấp|hỗ trợ)){0,3}$/],
  ['content', /^(?:tên |các )?(?:nội dung|nhiệm vụ|công việc)(?:(?:,|\/)? ?(?:thực hiện|công việc|cụ thể|chính|triển khai|nhiệm vụ|nội dung|giải pháp|trọng tâm)){0,3}$/],
  ['other', /^(?:sản phẩm|kết quả|mục tiêu|quy mô|địa điểm|phạm vi|nguồn vốn|nguồn kinh phí|nguồn|ghi chú|hình thức|đối tượng|yêu cầu|thời gian bắt đầu|bắt đầu|lãnh đạo (?:ubnd tỉnh )?(?:phụ trách|chỉ đạo)|cấp trình|cơ quan (?:ban hành|thẩm định|phê duyệt|trình))(?:,? (?:thực hiện|đầu ra|đạt được|dự kiến|đầu tư|hoàn thành|chính|kết quả|cần đạt)){0,2}$/],
]

const CANDIDATE = /(?:^|[.;(\n]\s?|[-+–•]\s|\s(?=(?:Cơ quan |Đơn vị )?(?:Phối hợp|Chủ trì|phối hợp)(?: thực hiện)?\s?:))([\p{L}][\p{L} ,/]{2,48}?)\s?(?:\([^)]{1,30}\))?\s?:/gu

/** Every label begins with one of these words; most lines do not, and are told so at once. */
const FIRST_WORDS = new Set(
  ('các đơn cơ sở bộ tổ người lãnh được chủ chịu phân trách cùng tham phối dự thời tiến lộ hạn hoàn tổng nhu ước kinh khái mức vốn ngân số giá tên nội nhiệm công ' +
    'sản kết mục quy địa phạm nguồn ghi hình đối yêu bắt cấp').split(' '),
)
const LABEL_CHARS_MAX = 100

/** The field a label or a column heading names. */
export function labelField(written: string): LabelField | null {
  if (written.length > LABEL_CHARS_MAX || !FIRST_WORDS.has(/\p{L}+/u.exec(written)?.[0].toLowerCase() ?? '')) return null
  const label = written.toLowerCase().replace(/\s+/g, ' ').replace(/\([^)]{0,40}\)/g, '').trim()
  // "Tổ chức thực hiện" is a section, not who carries it out.
  if (/^(?:các )?tổ chức (?:thực hiện|triển khai)/.test(label)) return null
  // "Thời gian bắt đầu" is no deadline, so the narrower forms are asked first.
  if (FIELDS.at(-1)?.[1].test(label) === true) return 'other'
  for (const [field, form] of FIELDS) if (form.test(label)) return field
  return null
}

/** Parts a paragraph at its labels ("Cơ quan chủ trì: …; cơ quan phối hợp: …"); empty when it has none. */
export function labelledParts(paragraph: string): LabelledPart[] {
  const parts: LabelledPart[] = []
  for (const found of paragraph.slice(0, 4000).matchAll(CANDIDATE)) {
    const label = found[1] ?? ''
    const field = labelField(label)
    if (field === null) continue
    const previous = parts[parts.length - 1]
    if (previous !== undefined) previous.end = found.index
    parts.push({ field, label, from: found.index, start: found.index + found[0].length, end: paragraph.length })
  }
  return parts
}
