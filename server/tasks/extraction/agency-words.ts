import { phraseIndex } from './tokens.ts'

/** The portfolios of departments and ministries, old and new; the joints (và, comma, dash, &) are free. */
export const PORTFOLIOS = phraseIndex(
  'thông tin truyền thông|kế hoạch đầu tư|giáo dục đào tạo|văn hóa thể thao du lịch|văn hóa thể thao|văn hóa thông tin thể thao du lịch|' +
    'văn hóa thông tin|văn hóa xã hội|văn hóa|du lịch|thể thao|lao động thương binh xã hội|nông nghiệp phát triển nông thôn|nông nghiệp ptnt|' +
    'nông nghiệp môi trường|tài nguyên môi trường|khoa học công nghệ|giao thông vận tải|giao thông công chánh|công thương|xây dựng|tư pháp|' +
    'nội vụ|tài chính kế hoạch|tài chính|y tế|ngoại vụ|dân tộc tôn giáo|dân tộc|quy hoạch kiến trúc|an toàn thực phẩm|công an|quốc phòng|ngoại giao|' +
    'kinh tế hạ tầng nông thôn|văn hóa khoa học thông tin|khoa học công nghệ môi trường|kế hoạch tài chính|tổ chức cán bộ|tổ chức hành chính|hành chính quản trị|' +
    'nông nghiệp|công nghiệp|thương mại|kinh tế hạ tầng đô thị|kinh tế hạ tầng|kinh tế|quản lý đô thị|hạ tầng đô thị',
)

/** What may follow inside the name of a centre, board or company although it reads like a duty. */
export const NAME_PHRASES = phraseIndex(
  'giúp việc|chỉ đạo phòng thủ dân sự|phòng thủ dân sự quốc gia|phòng thủ dân sự|nghiên cứu phát triển|thẩm định nhà nước|thẩm định liên ngành|xúc tiến đầu tư, thương mại và du lịch|xúc tiến thương mại, du lịch và đầu tư|xúc tiến đầu tư, thương mại, du lịch|xúc tiến đầu tư, thương mại|thông tin, xúc tiến du lịch|văn hóa, thể thao và truyền thanh|văn hóa, thông tin và truyền thông|công trình dân dụng và công nghiệp|các công trình dân dụng và công nghiệp|các công trình dân dụng|công trình nông nghiệp và phát triển nông thôn|các công trình nông nghiệp|nông nghiệp và phát triển nông thôn|' +
    'quản lý dự án|dự án đầu tư xây dựng|đầu tư xây dựng|đầu tư và xây dựng|các công trình giao thông|các công trình|công trình giao thông|dân dụng và công nghiệp|' +
    'khu kinh tế|các khu kinh tế|các khu công nghiệp|khu công nghiệp|các khu chế xuất|khu công nghệ cao|phục vụ hành chính công|hành chính công|' +
    'kiểm soát bệnh tật|xúc tiến đầu tư|xúc tiến thương mại|phát triển quỹ đất|phát triển đô thị|chuyển đổi số|quản lý đất đai|đăng ký đất đai|' +
    'đầu tư phát triển|bảo vệ môi trường|bảo vệ và phát triển rừng|quản lý thị trường|thi hành án dân sự|điều hành thông minh|giám sát, điều hành|' +
    'giám sát điều hành|tích hợp dữ liệu|phòng chống thiên tai|phòng, chống thiên tai|tìm kiếm cứu nạn|tìm kiếm, cứu nạn|khuyến nông|hỗ trợ doanh nghiệp|' +
    'dịch vụ việc làm|công nghệ thông tin và truyền thông|công nghệ thông tin - truyền thông|công nghệ thông tin truyền thông|công nghệ thông tin|công nghệ số cộng đồng|công nghệ số|phát thanh - truyền hình|' +
    'phát thanh và truyền hình|phát thanh, truyền hình|tiếp công dân|vận động quần chúng|chỉ đạo|soạn thảo|thương mại và công nghiệp|hợp tác xã|' +
    'chữ thập đỏ|cựu chiến binh|người cao tuổi|liên hiệp phụ nữ|nông dân|đào tạo lái xe|bồi dưỡng nghiệp vụ|giải phóng mặt bằng|quản lý khai thác|khai thác công trình thủy lợi|' +
    'thanh niên xung phong|thanh niên cộng sản|quản lý rừng|an toàn giao thông|giáo dục nghề nghiệp|giáo dục thường xuyên|giáo dục đặc biệt|thống kê|môi trường đô thị|cấp nước|thoát nước|thông tin xúc tiến|' +
    'khoa học tổ chức nhà nước|tổ chức nhà nước|biên phòng|bộ đội biên phòng|quân y|và các kcn|và các khu công nghiệp|và các khu chế xuất|nghiệp vụ y|nghiệp vụ dược|nghiệp vụ|tuyên giáo và dân vận|phục vụ đối ngoại|chính sách xã hội|cán bộ quản lý giáo dục|cán bộ quản lý|giáo dục và thời đại|truyền thông và sự kiện|khám, chữa bệnh|khám bệnh, chữa bệnh|phòng, chống hiv / aids|phòng, chống tham nhũng|phòng, chống tham nhũng, lãng phí, tiêu cực|phòng, chống tội phạm|phòng, chống ma túy|phòng, chống tệ nạn xã hội|phòng, chống dịch|phòng chống dịch|' +
    'phòng, chống thiên tai và tìm kiếm cứu nạn|phòng chống thiên tai và tìm kiếm cứu nạn|phòng, chống lụt bão|phòng thủ dân sự|phòng cháy, chữa cháy và cứu nạn, cứu hộ|phòng cháy, chữa cháy|phòng cháy chữa cháy|cứu hộ, cứu nạn|cứu nạn, cứu hộ|' +
    'an ninh trật tự cơ sở|an ninh, trật tự cơ sở|an ninh trật tự ở cơ sở|bảo vệ an ninh, trật tự cơ sở|bảo vệ an ninh, trật tự ở cơ sở|bảo vệ an ninh trật tự|an ninh, trật tự|quản lý xuất nhập cảnh|quản lý xuất, nhập cảnh|xuất nhập khẩu|xuất, nhập khẩu|chăn nuôi, thú y và thủy sản|chăn nuôi và thú y|chăn nuôi, thú y|' +
    'trồng trọt và bảo vệ thực vật|bảo vệ thực vật|giống cây trồng, vật nuôi|cây trồng, vật nuôi|khu công nghiệp, khu chế xuất|các khu công nghiệp, khu chế xuất|các khu công nghiệp và chế xuất|rừng phòng hộ, đặc dụng|quản lý chất lượng nông lâm sản và thủy sản|' +
    'văn hóa, thông tin và thể thao|văn hóa, thể thao và du lịch|văn hóa, thể thao|thông tin, tuyên truyền|bảo trợ xã hội|công tác xã hội|tổ chức cán bộ|tổ chức - cán bộ|kiểm định chất lượng xây dựng|kiểm định xây dựng|đăng ký kinh doanh|về chất lượng công trình xây dựng|' +
    'về trật tự xã hội|quản lý hành chính về trật tự xã hội|về tội phạm|về môi trường|về giao dịch bảo đảm|nước sạch và vệ sinh môi trường nông thôn|nước sạch và vệ sinh môi trường|quan trắc tài nguyên và môi trường|quan trắc môi trường|dịch vụ nông nghiệp|dịch vụ công ích|' +
    'cung ứng dịch vụ sự nghiệp công|cung ứng dịch vụ công|quản lý hạ tầng|quản lý hoạt động xây dựng|đo lường chất lượng|tiêu chuẩn đo lường chất lượng|hỗ trợ nông dân|bảo tồn di tích|bảo tồn và phát huy|quản lý di tích|đường thủy nội địa|quản lý đường bộ|lao động việc làm|' +
    'khuyến học|bảo vệ quyền trẻ em|bảo vệ quyền lợi người tiêu dùng|người mù|nạn nhân chất độc da cam|xúc tiến du lịch|xóa đói giảm nghèo|dân số, kế hoạch hóa gia đình|dân số - kế hoạch hóa gia đình|hiến máu tình nguyện|quản lý cấp nước|cảnh sát giao thông|cảnh sát hình sự|cảnh sát kinh tế|cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ|cảnh sát phòng cháy và chữa cháy|cảnh sát phòng cháy chữa cháy|cảnh sát quản lý hành chính về trật tự xã hội|an ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao|nghĩa vụ quân sự|thị trường bất động sản|thị trường lao động|thị trường|bất động sản|kinh tế xây dựng|vật liệu xây dựng|công trình xây dựng|trật tự xây dựng|quản lý trật tự xây dựng|quản lý trật tự đô thị|tư vấn xây dựng|thanh tra xây dựng|sử dụng năng lượng',
)

export type HeadStyle = 'portfolio' | 'council' | 'brand' | 'free'

interface Head {
  words: readonly string[]
  style: HeadStyle
  /** Names things as well as agencies ("Trung tâm …"): alone it is no subject. */
  isWeak: boolean
}

const STRONG: Readonly<Record<HeadStyle, string>> = {
  portfolio: 'sở|bộ|thứ trưởng bộ|giám đốc sở|phó giám đốc sở|lãnh đạo sở|bộ trưởng bộ|thanh tra sở|thanh tra bộ',
  council:
    'ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|chủ tịch ubnd|chủ tịch ủy ban nhân dân|phó chủ tịch ubnd|lãnh đạo ubnd|thường trực hđnd|đảng ủy ubnd|huyện ủy|đảng ủy các|văn phòng hđnd và ubnd|chánh văn phòng hđnd và ubnd',
  brand:
    'công an|thanh tra|vnpt|viettel|mobifone|vinaphone|fpt|viễn thông|bưu điện|tỉnh đoàn|thành đoàn|tỉnh ủy|thành ủy|điện lực|thuế|công an nhân dân|chánh thanh tra|giám đốc công an|vietnam post|vnpost|evn',
  free:
    'báo|tạp chí|ủy ban|ủy ban kiểm tra|cục|tổng cục|vụ|chi cục|ban|văn phòng|vp|bộ chỉ huy|bộ chỉ huy quân sự|bộ chqs|bộ chỉ huy bộ đội biên phòng|bch|bch bộ đội biên phòng|bch quân sự|ban chqs|ban chỉ huy|bộ đội biên phòng|bộ tư lệnh|' +
    'kho bạc|kho bạc nhà nước|bảo hiểm xã hội|bhxh|ngân hàng nhà nước|ngân hàng|tổng công ty|tập đoàn|mặt trận tổ quốc|mặt trận|ủy ban mặt trận tổ quốc|ủy ban mttq|ubmttq|ubmt|mttq|liên minh|liên minh hợp tác xã|' +
    'liên đoàn|liên đoàn lao động|đài phát thanh|đài pt|đài|báo và đài|báo và phát thanh|báo và phát thanh , truyền hình|báo và đài phát thanh , truyền hình|đài phát thanh , truyền hình|tòa án|viện kiểm sát|hải quan|hiệp hội|chi nhánh|thường trực|chánh văn phòng|giám đốc|tổng giám đốc|thủ trưởng|đảng ủy|người đứng đầu|' +
    'trưởng ban|trưởng phòng|trưởng|chủ tịch|phó chủ tịch|phó giám đốc|phó thủ tướng|phó thủ tướng chính phủ|phó chánh văn phòng|phó trưởng ban|phó trưởng phòng|bộ trưởng|thứ trưởng|cục trưởng|phó cục trưởng|vụ trưởng|phó vụ trưởng|viện trưởng|chi cục trưởng|hiệu trưởng|chỉ huy trưởng|đội trưởng|tổ trưởng|trạm trưởng|bí thư|phó bí thư|tổng biên tập|chủ nhiệm|thủ tướng chính phủ|chính phủ|kiểm toán nhà nước|thông tấn xã|hội nông dân|hội liên hiệp|hội cựu chiến binh|hội chữ thập đỏ|hội doanh nghiệp|thống kê|liên hiệp|đồng chí|đ / c|ông|bà|quân khu|công đoàn|ban quản lý|văn phòng đăng ký|công ty|bệnh viện|trường đại học|trường cao đẳng|trường chính trị|hội đồng|tổ công tác|tổ giúp việc|đoàn thanh niên|hợp tác xã|vườn quốc gia|xí nghiệp|hạt kiểm lâm|hạt quản lý|cổng thông tin điện tử|cảng vụ|cảng hàng không|liên danh|trung tâm y tế|nhà xuất bản|nhà hát|bảo tàng|thư viện|học viện|hải đoàn|hải đội|lữ đoàn|trung đoàn|chi bộ|đảng ủy',
}
const WEAK =
  'vườn quốc gia|khu bảo tồn thiên nhiên|khu bảo tồn|trung tâm|trường|đại học|vùng|viện|hội|đoàn|phòng|tổ|đội|quỹ|chủ đầu tư|nhà thầu|khu|doanh nghiệp|tổ chức|trạm|nhà máy|cảng|hạt'

export const HEADS: ReadonlyMap<string, readonly Head[]> = indexHeads()

function indexHeads(): Map<string, Head[]> {
  const index = new Map<string, Head[]>()
  const add = (list: string, style: HeadStyle, isWeak: boolean): void => {
    for (const phrase of list.split('|')) {
      const words = phrase.split(' ')
      const first = words[0] ?? ''
      index.set(first, [...(index.get(first) ?? []), { words, style, isWeak }])
    }
  }
  for (const style of ['portfolio', 'council', 'brand', 'free'] as const) add(STRONG[style], style, false)
  add(WEAK, 'free', true)
  for (const heads of index.values()) heads.sort((a, b) => b.words.length - a.words.length)
  return index
}

/** Levels of government, as "UBND các …" lists them. */
export const LEVELS = phraseIndex('huyện|thị xã|thành phố|tp|tx|quận|xã|phường|thị trấn|đặc khu|tỉnh|cấp huyện|cấp xã|cấp tỉnh|cấp|địa phương|tp.|cấp cơ sở|khu phố|thôn|tổ dân phố|khu dân cư|ấp|khóm|bản|buôn|bon|làng')

/** What "các …" may gather. */
export const GENERIC_NOUNS = phraseIndex(
  'sở|bộ|ban|ngành|ban ngành|ban đảng|cơ quan|cơ quan ngang bộ|cơ quan thuộc chính phủ|đơn vị|địa phương|tổ chức|cá nhân|doanh nghiệp|huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu|' +
    'đoàn thể|hội|hội đoàn thể|hội đặc thù|tổ chức chính trị xã hội|tổ chức chính trị - xã hội|tổ chức chính trị – xã hội|tổ chức đoàn thể|phòng|phòng ban|phòng chuyên môn|trường|trung tâm|bệnh viện|nhà mạng|cơ sở|công ty|' +
    'chủ đầu tư|chủ dự án|thành viên|nhà thầu|nhà đầu tư|ủy ban|cấp|tỉnh|nhà trường|ngân hàng thương mại|ngân hàng|tổ chức tín dụng|hợp tác xã|đối tượng|cấp ủy|chính quyền|chính quyền địa phương|hiệp hội|viện|đơn vị tư vấn|tư vấn|chuyên gia|' +
    'bộ ngành|sở ngành|cơ quan báo chí, truyền thông|cơ quan báo chí, truyền hình|cơ quan truyền thông, báo chí|cơ quan thông tấn, báo chí|ban quản lý dự án|chủ rừng|chủ hộ|chủ sở hữu|chủ cơ sở|thôn|tổ dân phố|người dân|lực lượng|ban quản lý|bên|nhà cung cấp|nhóm|tổ công tác|tổ|phòng ban chuyên môn|thủ trưởng|giám đốc|cơ quan báo chí|phòng, ban|bộ phận|ubnd|khu vực|bản|ấp|bon|làng|khóm|khu phố|tổ liên gia|khu dân cư|chi bộ|trường học|trường mầm non|cơ sở giáo dục|cơ sở y tế|trạm y tế|cơ sở khám bệnh, chữa bệnh|cơ sở khám, chữa bệnh|cơ sở bán lẻ thuốc|cơ sở bán lẻ|cơ sở chế biến|cơ sở nuôi trồng thủy sản|cơ sở khám chữa bệnh|cơ sở đào tạo|cơ sở sản xuất|chủ hồ|chủ hồ chứa|chủ rừng|đơn vị vũ trang|đơn vị quân đội|cục|vụ|chi cục|tổng cục|viện nghiên cứu|tổng công ty|tập đoàn|học viện|văn phòng|ban chỉ đạo|ban chỉ huy|doanh nghiệp viễn thông|doanh nghiệp bưu chính|hộ kinh doanh|chủ tàu|chủ phương tiện|nhà máy|cơ sở kinh doanh|trường tiểu học|trường trung học cơ sở|trường trung học phổ thông|tiểu học|trung học cơ sở|trung học phổ thông|mầm non|thcs|thpt|cán bộ, công chức|buôn|cơ quan công an|cơ quan quân sự|cơ quan chức năng',
)

/** What "lực lượng" may be of. */
export const FORCES = phraseIndex(
  'quân đội|công an|công an xã|công an phường|quân sự|dân quân|dân quân tự vệ|tự vệ|biên phòng|bộ đội biên phòng|cảnh sát|cảnh sát giao thông|kiểm lâm|thanh niên|thanh niên xung kích|xung kích|đoàn viên|đoàn viên thanh niên|vũ trang|an ninh cơ sở|an ninh|' +
    'bảo vệ an ninh, trật tự cơ sở|bảo vệ an ninh, trật tự ở cơ sở|quản lý thị trường|y tế|chức năng|cứu hộ|tham gia bảo vệ an ninh, trật tự ở cơ sở',
)

export const GENERIC_QUALIFIERS = phraseIndex(
  'có liên quan|liên quan|khác|báo chí, truyền thông|quốc hội|của quốc hội|của chính phủ|thông tấn, báo chí|thông tấn báo chí|thuộc, trực thuộc bộ|thuộc, trực thuộc sở|thuộc, trực thuộc|cao đẳng, đại học|đại học, cao đẳng|cao đẳng|đại học|trung cấp|ngành hàng|nêu trên|nói trên|ven sông|vùng cao|giáp ranh|vùng sâu, vùng xa|trong tỉnh|cấp tỉnh|cấp huyện|cấp xã|thuộc tỉnh|thuộc sở|thuộc bộ|trực thuộc sở|trực thuộc bộ|thuộc phường|thuộc xã|trực thuộc|trực thuộc trung ương|viễn thông|khác|nhà nước|trung ương|báo chí|truyền thông|thông tấn|thuộc trung ương|' +
    'của tỉnh|toàn tỉnh|trên địa bàn|trên địa bàn tỉnh|trên địa bàn thành phố|được giao|được giao nhiệm vụ|chủ trì|chức năng|chuyên môn|y tế|giáo dục|sự nghiệp|sự nghiệp công lập|tỉnh|thành phố|kinh doanh|công nghệ thông tin|công nghệ số|' +
    'chính trị xã hội|chính trị - xã hội|chính trị – xã hội|tư vấn|cung cấp dịch vụ|ngành dọc|trung ương trên địa bàn|đóng trên địa bàn|thụ hưởng|có chức năng|thuộc ubnd tỉnh|thuộc ubnd|thi công|dự toán|tín dụng|quản lý nhà nước|xây dựng|' +
    'lập pháp|lực lượng vũ trang|đoàn thể|sử dụng|xã hội|nghề nghiệp|có năng lực|tài trợ|thanh tra|ngân sách|sử dụng ngân sách|sản xuất|hoạt động|ven biển|miền núi|biên giới|ngoài công lập|công lập|cấp trên|các cấp|cùng cấp|của phường|của xã|của huyện|của thành phố|của sở|của bộ|bưu chính|bưu chính, viễn thông|bưu chính viễn thông|có thẩm quyền|bị ảnh hưởng|phường|xã|huyện|tiểu học|mầm non|trung học cơ sở|trung học phổ thông|thcs|thpt|của trung ương|của ngành|tại địa phương|trên cùng địa bàn',
)
