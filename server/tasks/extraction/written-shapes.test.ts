import { expect, test } from 'vitest'
import { extractAssignments } from './extract-assignments.ts'

/** How real plans and notices are laid out and worded, each once, in texts of our own. */
function rowsOf(text: string): { kind: string; lead: string[]; coordinating: string[]; title: string; due: string | null; budget: number | null }[] {
  return extractAssignments(text).map(({ kind, lead, coordinating, title, due, budgetMillionVnd }) => ({ kind, lead, coordinating, title, due, budget: budgetMillionVnd }))
}

function assignments(text: string): ReturnType<typeof rowsOf> {
  return rowsOf(text).filter(({ kind }) => kind === 'assignment')
}

test('a label that stands over further labels belongs to the heading above it', () => {
  const text = 'II. NHIỆM VỤ\n1. Xây dựng kho dữ liệu dùng chung:\na) Nhiệm vụ: Khảo sát, thiết kế kho dữ liệu.\nb) Cơ quan thực hiện:\n- Đơn vị chủ trì: Sở Khoa học và Công nghệ.\n- Đơn vị phối hợp: Các sở, ban, ngành.\nc) Thời gian thực hiện: Hoàn thành trong năm 2026.'
  expect(assignments(text)).toMatchObject([{ lead: ['Sở Khoa học và Công nghệ'], coordinating: ['Các sở, ban, ngành'], due: '2026-12-31' }])
})

test('a heading that says who leads and with whom, and announces a list, speaks for every item', () => {
  const text = '1. Sở Y tế chủ trì, phối hợp với các địa phương liên quan:\na) Rà soát các trạm y tế xã.\nb) Tổng kiểm tra thuốc dự trữ.'
  expect(assignments(text)).toMatchObject([
    { lead: ['Sở Y tế'], coordinating: ['các địa phương liên quan'] },
    { lead: ['Sở Y tế'], coordinating: ['các địa phương liên quan'] },
  ])
})

test('a paragraph that announces gives its agencies to the bullets behind it', () => {
  const text = 'V. CÔNG VIỆC KHÁC\nGiao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính thực hiện các nội dung sau:\n- Rà soát quy hoạch chi tiết.\n- Lập danh mục dự án.'
  expect(assignments(text)).toMatchObject([
    { lead: ['Sở Xây dựng'], coordinating: ['Sở Tài chính'], title: 'Rà soát quy hoạch chi tiết' },
    { lead: ['Sở Xây dựng'], coordinating: ['Sở Tài chính'], title: 'Lập danh mục dự án' },
  ])
})

test('what goes on for years has no last day', () => {
  const text = '1. Phổ biến Luật\n- Cơ quan chủ trì: Sở Tư pháp.\n- Thời gian thực hiện: Năm 2026 và các năm tiếp theo.'
  expect(assignments(text)).toMatchObject([{ lead: ['Sở Tư pháp'], due: null }])
  expect(extractAssignments(text)[0]?.relation).toBe('from')
})

test('bodies are named by what they do, and a repeated "các" begins another', () => {
  const text = '1. Sở Công Thương chủ trì, phối hợp với các chủ đầu tư hạ tầng cụm công nghiệp, các sở, ngành và các đơn vị liên quan rà soát tiến độ.\n2. Sở Tài chính phối hợp với cơ quan Thuế đối chiếu công nợ.'
  expect(assignments(text)).toMatchObject([
    { coordinating: ['các chủ đầu tư hạ tầng cụm công nghiệp', 'các sở, ngành', 'các đơn vị liên quan'] },
    { lead: ['Sở Tài chính'], coordinating: ['cơ quan Thuế'] },
  ])
})

test('behind an adverbial the last of what looks like one list is the subject', () => {
  const text = '1. Trên cơ sở đề xuất của các sở, ban, ngành, Sở Tài chính thẩm định, tổng hợp nhu cầu kinh phí.'
  expect(assignments(text)).toMatchObject([{ lead: ['Sở Tài chính'] }])
})

test('a row whose cell the page broke, and one whose number was merged away, are rows', () => {
  const text = 'PHỤ LỤC\nTT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\n1\tXây dựng cơ sở dữ liệu quy hoạch, hạ tầng\nkỹ thuật đô thị\tSở Xây dựng\tSở Tài chính\t2026\nThực hiện sao lưu dữ liệu hằng ngày cho hệ thống\tSở Khoa học và Công nghệ\n2\tTập huấn cán bộ cấp xã\tSở Nội vụ\tUBND các xã\t2027'
  expect(assignments(text)).toMatchObject([
    { title: 'Xây dựng cơ sở dữ liệu quy hoạch, hạ tầng kỹ thuật đô thị', lead: ['Sở Xây dựng'], coordinating: ['Sở Tài chính'], due: '2026-12-31' },
    { title: 'Thực hiện sao lưu dữ liệu hằng ngày cho hệ thống', lead: ['Sở Khoa học và Công nghệ'] },
    { title: 'Tập huấn cán bộ cấp xã', lead: ['Sở Nội vụ'], coordinating: ['UBND các xã'], due: '2027-12-31' },
  ])
})

test('a header that names no number column stands over rows that begin with their number', () => {
  const text = 'PHỤ LỤC\nNội dung\tĐơn vị thực hiện\tĐơn vị phối hợp\tThời gian thực hiện\n1.1\tXây dựng nền tảng dữ liệu\tSở Khoa học và Công nghệ\tCác sở, ban, ngành\t2026 - 2030'
  expect(assignments(text)).toMatchObject([{ title: 'Xây dựng nền tảng dữ liệu', lead: ['Sở Khoa học và Công nghệ'], due: '2030-12-31' }])
})

test('money of others beside the budget is added to it', () => {
  const text = 'Đơn vị tính: triệu đồng\nTT\tNội dung\tĐơn vị chủ trì\tThời gian\tNgân sách\tXã hội hóa\n1\tLắp đặt camera giám sát\tCông an tỉnh\tQuí IV-2026\t7.500\t2.000'
  expect(assignments(text)).toMatchObject([{ lead: ['Công an tỉnh'], due: '2026-12-31', budget: 9500 }])
})

test('cells whose lines lost the marks between agencies are read apart', () => {
  const text = 'PHỤ LỤC\nTT\nNội dung\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian thực hiện\n1\nKhảo sát nhu cầu của doanh nghiệp\nBan Quản lý các khu công nghệ cao và khu công nghiệp\nSở Khoa học và Công nghệ Sở Công Thương\nQuý III/2026\n2\nXây dựng trạm phát sóng\nSở Xây dựng\nCác doanh nghiệp đầu tư hạ tầng\nThường xuyên'
  expect(assignments(text)).toMatchObject([
    { lead: ['Ban Quản lý các khu công nghệ cao và khu công nghiệp'], coordinating: ['Sở Khoa học và Công nghệ', 'Sở Công Thương'], due: '2026-09-30' },
    { lead: ['Sở Xây dựng'], coordinating: ['Các doanh nghiệp đầu tư hạ tầng'] },
  ])
})

test('lines that no blank parts belong together where blank lines part the paragraphs', () => {
  const text = 'IV. TỔ CHỨC THỰC HIỆN\n\n1. Ban Quản lý Khu kinh tế\nĐông Nam\n\n- Phối hợp với Sở Công Thương\nrà soát hạ tầng các khu công nghiệp.\n\n2. Sở Tài chính\n\n- Bố trí kinh phí.'
  expect(assignments(text)).toMatchObject([
    { lead: ['Ban Quản lý Khu kinh tế Đông Nam'], coordinating: ['Sở Công Thương'], title: 'rà soát hạ tầng các khu công nghiệp' },
    { lead: ['Sở Tài chính'] },
  ])
})

test('an indented first line begins a paragraph', () => {
  const text = '1. Công an tỉnh, các sở, ban, ngành tỉnh và Ủy ban nhân dân các xã,\nphường\n      Tổ chức tuyên truyền, phổ biến quy định về phòng cháy, chữa cháy cho\nngười dân trên địa bàn quản lý theo đúng quy định hiện hành.\n'
  expect(assignments(text)).toMatchObject([{ lead: ['Công an tỉnh', 'các sở, ban, ngành tỉnh', 'Ủy ban nhân dân các xã, phường'] }])
})

test('what is urged on everybody, said of the matter, or said for the case of failure is no assignment', () => {
  const text = '9. Văn phòng UBND tỉnh\n- Theo dõi tiến độ các dự án.\n10. Ủy ban nhân dân tỉnh yêu cầu Lãnh đạo các sở, ngành nêu cao tinh thần trách nhiệm, chủ động, quyết liệt; bám sát từng mốc thời gian đã giao.\n11. Phát triển các cụm công nghiệp là nhiệm vụ quan trọng.\n12. Trường hợp chậm tiến độ thì Chủ tịch UBND xã Tân Lập chịu trách nhiệm trước Chủ tịch UBND tỉnh.'
  expect(assignments(text)).toMatchObject([{ lead: ['Văn phòng UBND tỉnh'], title: 'Theo dõi tiến độ các dự án' }])
})

test('a sentence that says by when the result is due dates the duty before it', () => {
  const text = '2. Giao Sở Nông nghiệp và Môi trường rà soát hồ sơ 29 thửa đất. Kết quả thực hiện báo cáo UBND tỉnh trước ngày 10/12/2026.'
  expect(assignments(text)).toMatchObject([{ lead: ['Sở Nông nghiệp và Môi trường'], due: '2026-12-10' }])
})

test('what the agency of a heading demands of others is its own duty', () => {
  const text = '2. Sở Nông nghiệp và Môi trường\n- Yêu cầu các đơn vị khai thác lắp đặt trạm cân.\n3. Khuyến khích Hội Nông dân tỉnh xây dựng kế hoạch hành động.\n4. Khuyến khích doanh nghiệp đầu tư hạ tầng số.'
  expect(assignments(text)).toMatchObject([{ lead: ['Sở Nông nghiệp và Môi trường'], title: 'Yêu cầu các đơn vị khai thác lắp đặt trạm cân' }, { lead: ['Hội Nông dân tỉnh'] }])
})

test('bracketed numbers are items, and a heading whose number stands alone goes on in the next line', () => {
  const text = 'V. TỔ\nCHỨC THỰC HIỆN\n\n1.\nSở Y tế:\n\n- Giám sát dịch bệnh.\n\n2. Đối với dự án bệnh viện:\n\n(1) Sở Xây dựng thẩm định thiết kế.\n\n(2) Sở Tài chính bố trí vốn trước ngày 30/11/2026.'
  expect(assignments(text)).toMatchObject([
    { lead: ['Sở Y tế'], title: 'Giám sát dịch bệnh' },
    { lead: ['Sở Xây dựng'], title: 'thẩm định thiết kế' },
    { lead: ['Sở Tài chính'], due: '2026-11-30' },
  ])
  expect(extractAssignments(text).map(({ section }) => section)).toEqual(['V.1', 'V.2.1', 'V.2.2'])
})

test('amounts by year under a total are the total, once', () => {
  const text = 'ĐVT: Triệu đồng\nTT\tTên nhiệm vụ\tCơ quan chủ trì\tThời gian\tTổng số\tNăm 2026\tNăm 2027\n1\tTrang bị máy quét cho xã\tUBND các xã\t2026 - 2027\t7.600\t2.200\t5.400'
  expect(assignments(text)).toMatchObject([{ budget: 7600 }])
})

test('a label that holds who leads and with whom gives both, and a numbered activity takes the title of its content', () => {
  const text = 'III. HOẠT ĐỘNG\na) Hoạt động 1\n- Nội dung: Tổ chức lễ phát động tháng hành động.\n- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và Công an tỉnh.'
  expect(assignments(text)).toMatchObject([{ title: 'Tổ chức lễ phát động tháng hành động', lead: ['Sở Nội vụ'], coordinating: ['các sở, ban, ngành', 'Công an tỉnh'] }])
})

test('a list of ministries names the ministry of the police, and posts lose their address', () => {
  const text = '1. Các đồng chí Bộ trưởng các Bộ: Quốc phòng, Công an chỉ đạo rà soát lực lượng.'
  expect(assignments(text).flatMap(({ lead }) => lead).every((name) => !name.startsWith('Các đồng chí'))).toBe(true)
  expect(assignments('1. Các Bộ: Quốc phòng, Công an rà soát lực lượng.')).toMatchObject([{ lead: ['Bộ Quốc phòng', 'Bộ Công an'] }])
})

test('"Trường hợp" is no school, "Tổ chức xúc tiến" no organisation, "Quyết định số" no act', () => {
  const text = '3. Sở Công Thương\n- Tổ chức xúc tiến đầu tư vào khu kinh tế.\n- Rà soát Quyết định số 12/2020/QĐ-UBND; Quyết định số 46/2022/QĐ-UBND của UBND tỉnh.'
  expect(assignments(text)).toMatchObject([{ lead: ['Sở Công Thương'], title: 'Tổ chức xúc tiến đầu tư vào khu kinh tế' }, { lead: ['Sở Công Thương'] }])
})

test('a time on a line of its own below a bullet is the bullet’s', () => {
  const text = 'IV. NHIỆM VỤ\n1. Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo\n- Tham mưu phân công nhiệm vụ cho các thành viên.\nThời gian hoàn thành: Tháng 11 - 12/2026.\n- Tổ chức tập huấn kiểm kê.\nThời gian thực hiện: Trước ngày 15/12/2026.'
  expect(assignments(text)).toMatchObject([
    { lead: ['Sở Tài chính'], due: '2026-12-31' },
    { lead: ['Sở Tài chính'], due: '2026-12-15' },
  ])
})

test('whom a lettered heading works with goes to every bullet under it', () => {
  const text = 'V. TỔ CHỨC THỰC HIỆN\n1. Sở Công Thương\na) Chủ trì, phối hợp với các sở, ngành, UBND các xã:\n- Hỗ trợ nhà đầu tư phát triển hạ tầng.\n- Phát triển dịch vụ kho vận.'
  expect(assignments(text)).toMatchObject([
    { lead: ['Sở Công Thương'], coordinating: ['các sở, ngành', 'UBND các xã'] },
    { lead: ['Sở Công Thương'], coordinating: ['các sở, ngành', 'UBND các xã'] },
  ])
})

test('a trade that is asked, one whose responsibility is headed, and agencies parted by a stroke lead what stands under them', () => {
  const text = '4. Bộ Chỉ huy Quân sự tỉnh/Ban Chỉ huy Bộ đội Biên phòng tỉnh\na) Tổ chức tuyên truyền pháp luật.\n6. Trách nhiệm của các tổ chức hoạt động trong lĩnh vực vật liệu nổ\na) Tăng cường lực lượng bảo vệ kho.\n11. Đề nghị các doanh nghiệp sản xuất, chế biến và xuất khẩu hàng hóa\n- Chủ động nắm bắt thông tin thị trường.\n- Tăng cường hợp tác, liên kết.'
  expect(assignments(text)).toMatchObject([
    { lead: ['Bộ Chỉ huy Quân sự tỉnh', 'Ban Chỉ huy Bộ đội Biên phòng tỉnh'] },
    { lead: ['các tổ chức hoạt động trong lĩnh vực vật liệu nổ'] },
    { lead: ['các doanh nghiệp sản xuất, chế biến và xuất khẩu hàng hóa'] },
    { lead: ['các doanh nghiệp sản xuất, chế biến và xuất khẩu hàng hóa'] },
  ])
})

test('a list of things under a duty is no list of duties', () => {
  const text = '2. Công an tỉnh\n- Chủ trì triển khai các dự án sau:\n+ Dự án 1: phòng ngừa ma túy ở cơ sở.\n+ Dự án 2: công nghệ trong phòng, chống ma túy.\n- Tổng kết hằng năm.'
  expect(assignments(text)).toMatchObject([{ lead: ['Công an tỉnh'] }, { lead: ['Công an tỉnh'], title: 'Tổng kết hằng năm' }])
})

test('a council is said once for a list of places, and a long cell of time is a time', () => {
  const text = 'PHỤ LỤC\nSTT\nTên nhiệm vụ\nCơ quan chủ trì[1]\nCơ quan phối hợp\nThời gian thực hiện\n1\nTriển khai vùng phát thải thấp\nUBND thành phố Hà Nội, Thành phố Hồ Chí Minh và UBND các tỉnh, thành phố khác\nCác bộ ngành và các địa phương\nHoàn thành trong giai đoạn 2026 - 2027 và vận hành thường xuyên, liên tục\n2\nLắp đặt trạm đo\nBộ Xây dựng\nBộ Tài chính\nNăm 2027'
  expect(assignments(text)).toMatchObject([
    { lead: ['UBND thành phố Hà Nội', 'UBND Thành phố Hồ Chí Minh', 'UBND các tỉnh, thành phố khác'], coordinating: ['Các bộ ngành', 'các địa phương'], due: '2027-12-31' },
    { lead: ['Bộ Xây dựng'], due: '2027-12-31' },
  ])
})

test('a body is helped by the units of a ministry called by its whole name, and by forces and newsrooms as they are called', () => {
  expect(assignments('1. Sở Y tế phối hợp với các đơn vị của Bộ Nông nghiệp và Môi trường kiểm tra các cơ sở.')).toMatchObject([{ lead: ['Sở Y tế'], coordinating: ['các đơn vị của Bộ Nông nghiệp và Môi trường'], title: 'kiểm tra các cơ sở' }])
  expect(assignments('1. Sở Y tế phối hợp với lực lượng công an địa phương và cơ quan chức năng kiểm tra các cơ sở.')).toMatchObject([{ coordinating: ['lực lượng công an địa phương', 'cơ quan chức năng'] }])
  expect(assignments('1. Sở Y tế phối hợp với cơ quan báo chí, truyền hình và chính quyền địa phương tuyên truyền phòng dịch.')).toMatchObject([{ coordinating: ['cơ quan báo chí, truyền hình', 'chính quyền địa phương'] }])
})

test('a name that the edge of the page cut goes on in the next line', () => {
const text = 'I. NHIỆM VỤ\n1. Sở Tài chính rà soát, cân đối, bố trí kinh phí thực hiện Kế hoạch trong dự toán hằng năm.\n2. Ủy ban Mặt trận\nTổ quốc Việt Nam tỉnh tuyên truyền, vận động đoàn viên, hội viên tham gia.\n'
  expect(assignments(text)).toMatchObject([{ lead: ['Sở Tài chính'] }, { lead: ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh'] }])
})

test('bullets that name whom to direct, or with whom, leave the lead with the item above', () => {
  const directing = '(1) Bộ Y tế khẩn trương hoàn thiện hồ sơ thiết kế.\n- Chỉ đạo Ban Quản lý dự án, Bệnh viện Bạch Mai thúc đẩy việc mua sắm thiết bị.'
  expect(assignments(directing)).toMatchObject([{ lead: ['Bộ Y tế'] }, { lead: ['Bộ Y tế'] }])
  const helped = '2. Công an tỉnh\na) Xây dựng kế hoạch phòng, chống ma túy.\nb) Chủ trì, phối hợp\n- Sở Tài chính cân đối, bố trí ngân sách.'
  expect(assignments(helped)).toMatchObject([{ lead: ['Công an tỉnh'] }, { lead: ['Công an tỉnh'], coordinating: ['Sở Tài chính'] }])
})

test('the number and the day in the head of a letter are no row, and a board of an office keeps its whole name', () => {
  const text = 'UBND\nTỈNH HỒNG LAM\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:        /UBND-KT\t\tHồng Lam, ngày     tháng    năm 2025\n1. Văn phòng Ban chỉ đạo phòng thủ dân sự quốc gia theo dõi sát tình hình.'
  expect(assignments(text)).toMatchObject([{ lead: ['Văn phòng Ban chỉ đạo phòng thủ dân sự quốc gia'], due: null }])
})

test('provinces and cities listed together are each called what they are', () => {
  const lead = ['Ủy ban nhân dân tỉnh Hà Tĩnh', 'Ủy ban nhân dân tỉnh Quảng Trị', 'Ủy ban nhân dân thành phố Huế']
  expect(assignments('4. Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương: Hà Tĩnh, Quảng Trị, Huế chủ động chi trả kinh phí.')).toMatchObject([{ lead }])
  expect(assignments('4. Ủy ban nhân dân các tỉnh, thành phố Hà Tĩnh, Quảng Trị, Huế chủ động chi trả kinh phí.')).toMatchObject([{ lead }])
  expect(assignments('4. Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương chủ động chi trả kinh phí.')).toMatchObject([{ lead: ['Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương'] }])
})

test('a tag between a letter and its marks parts no name', () => {
  const text = `1. Giao Sở Kế hoạch và ${'Đầ'.normalize('NFD').replace('\u0300', '<i>\u0300</i>')}u tư rà soát kinh phí.`
  expect(assignments(text)).toMatchObject([{ lead: ['Sở Kế hoạch và Đầu tư'] }])
  expect(assignments(`1. Giao Sở Kế hoạch và ${'Đầ'.normalize('NFD').replace('a', 'a<b>')}</b>u tư rà soát kinh phí.`)).toMatchObject([{ lead: ['Sở Kế hoạch và Đầu tư'] }])
})
