import type { AssignmentKind } from './assignment.ts'
import type { Party } from './party.ts'

const CLOSING = [
  /^trên đây là/iu,
  /^(?:văn phòng|ubnd|ủy ban nhân dân|thừa lệnh|vậy,?)[^.;]{0,160}(?:thông báo|thông tin|truyền đạt)[^.]{0,400}(?:biết|thực hiện|triển khai)/iu,
  /(?:trong )?quá trình (?:tổ chức )?(?:triển khai|thực hiện|tổ chức)[^.;]{0,80}(?:có|gặp|phát sinh)[^.;]{0,40}(?:khó khăn|vướng mắc|vấn đề|phát sinh|nội dung)/iu,
  /chịu trách nhiệm (?:triển khai,? |tổ chức )?(?:thi hành|thực hiện) (?:quyết định|kế hoạch|thông báo|chỉ thị|đề án)/iu,
  /(?:căn cứ|theo) (?:quyết định|kế hoạch|thông báo) (?:này )?(?:thi hành|thực hiện)(?![\p{L} ]*(?:chủ trì|xây dựng))/iu,
  /^(?:quyết định|kế hoạch|chỉ thị|thông báo) này (?:có hiệu lực|thay thế)/iu,
  /^nhận được (?:thông báo|kế hoạch|văn bản)/iu,
  /^\([^)]{0,90}(?:phụ lục|biểu|danh mục)(?: \S{1,6})? (?:kèm theo|đính kèm)/iu,
  /^\(?(?:có |kèm theo |xem )?(?:chi tiết|phụ lục|biểu|danh sách|danh mục)[^.;]{0,120}(?:kèm theo|đính kèm|phụ lục)/iu,
]
/** What to do should things go wrong, and what is only said of the matter: nobody's task. */
const NO_TASK = [
  /^(?:thủ tướng chính phủ|chủ tịch (?:ubnd|ủy ban nhân dân) \S+) điện\s*:/iu,
  /^(?:trường hợp|nếu)(?!\p{L})[^;]*(?:chịu trách nhiệm|vượt thẩm quyền[^;]*(?:báo cáo|đề xuất|kiến nghị))/iu,
  /^[^,;:]{3,120} là (?:một trong những |một )?(?:nhiệm vụ|trách nhiệm|yêu cầu|nội dung|việc) (?:rất |hết sức |chính trị )?(?:quan trọng|cấp bách|thường xuyên|trọng tâm|cần thiết)(?: hàng đầu)?[\s.]*$/iu,
]

/** Whether a clause only states, or says what follows if something fails. */
export function givesNoTask(clause: string): boolean {
  return NO_TASK.some((form) => form.test(clause))
}

const WHOLE_DOCUMENT = /(?:thực hiện|triển khai)[^.;]{0,120}(?:kế hoạch|quyết định|thông báo|kết luận|chỉ thị|công văn)(?: kết luận)? này|(?:nội dung|kết luận) (?:tại )?(?:thông báo|kế hoạch|kết luận) này/iu
const STANDING = /^(?:là|làm|giữ vai trò|đóng vai trò) (?:cơ quan|đơn vị|đầu mối|thường trực)|^là (?:cơ quan |đơn vị )?(?:thường trực|đầu mối)|^thực hiện (?:nhiệm vụ|vai trò|chức năng)(?: của| là)? (?:cơ quan|đơn vị) thường trực|^(?:tiếp tục )?là lực lượng/iu
/** "làm đầu mối rà soát trụ sở dôi dư", "là cơ quan thường trực, tham mưu …": the role is how the work is done. */
const GATHERING = /^(?:(?:làm|là) đầu mối,? |là (?:cơ quan|đơn vị) (?:thường trực|đầu mối)(?: (?:của|giúp) [^,;]{0,60})?, )(?:tổng hợp|rà soát|tiếp nhận|tham mưu|xây dựng|phối hợp|liên hệ|tổ chức|theo dõi|đôn đốc|hướng dẫn|thẩm định|kiểm tra|giải quyết|xử lý|lập)(?!\p{L})/iu

/** A plan of one's own is work, whatever document asks for it. */
const OWN_PLAN = /^(?:xây dựng|ban hành) (?:kế hoạch|chương trình)/iu
/** To do well what one was told to do is nobody's task. */
const EXHORTATION = /^(?:(?:thực hiện nghiêm túc|hoàn thành|nghiêm túc thực hiện|nêu cao)[^.;]{0,50}(?:nhiệm vụ (?:đã )?được (?:giao|phân công)|đúng tiến độ|tinh thần trách nhiệm))/iu
/** "… nghiêm túc triển khai thực hiện./.": says nothing of what. */
const BARE = /^(?:nghiêm túc )?(?:tổ chức )?(?:triển khai,? )?thực hiện[\s./]*$/iu

const ANSWERABLE = /^(?:hoàn toàn )?chịu (?:hoàn toàn )?trách nhiệm(?: toàn diện| chính| trực tiếp)?(?: trước [^;]{3,90}?| với [^;]{3,90}?)? (?:về|đối với|nếu|khi|trong trường hợp)(?!\p{L})/iu

/** A formula that closes or frames a document and gives nobody anything to do. */
export function isClosing(clause: string): boolean {
  return CLOSING.some((form) => form.test(clause))
}

/** "… chịu trách nhiệm thi hành Quyết định này": the last article, whose list of agencies is no list of duties. */
export function isExecutionClause(paragraph: string): boolean {
  return /(?:chịu trách nhiệm (?:thi hành|thực hiện)|căn cứ) (?:Quyết định|quyết định)(?: này)?(?: thi hành| chịu trách nhiệm)?(?: này)?[\s./]*$/u.test(paragraph.slice(-90))
}

/** What kind of duty a clause states, once its subject and its title are known. */
export function kindOfDuty(clause: string, title: string, lead: readonly Party[], hasDeadline: boolean): AssignmentKind {
  const isEverybody = isOfEverybody(lead)
  if (isEverybody && !hasDeadline && WHOLE_DOCUMENT.test(clause) && !/chủ trì/iu.test(clause) && !OWN_PLAN.test(title)) return 'closing'
  if (!hasDeadline && (BARE.test(title) || (isEverybody && EXHORTATION.test(title)))) return 'closing'
  // Nobody's in particular, for good: "chịu trách nhiệm trước UBND tỉnh về chất lượng dữ liệu".
  if (isEverybody && !hasDeadline && ANSWERABLE.test(title)) return 'standing_duty'
  return STANDING.test(title) && !(GATHERING.test(title) && !/^[^;]{0,60}theo dõi chung/iu.test(title)) ? 'standing_duty' : 'assignment'
}

/** Everybody shall carry out this very document: nobody's task. */
export function isOfEverybody(lead: readonly Party[]): boolean {
  return lead.every((party) => party.isGeneric || /^(?:Giám đốc|Thủ trưởng|Chủ tịch|Người đứng đầu|UBND) (?:các|cấp)|^Người đứng đầu cơ quan|^(?:các|Thủ trưởng|lãnh đạo các) /iu.test(party.name))
}
