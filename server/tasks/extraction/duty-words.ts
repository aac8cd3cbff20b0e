import { phraseIndex } from './tokens.ts'

/** Verbs that open a duty. Where an agency's name may run on, the first of them ends it. */
export const DUTY_VERBS = phraseIndex(
  'họp xét|tuân thủ|chấp hành|thúc đẩy|hình thành|thay thế|chú trọng|bám sát|tháo dỡ|cưỡng chế|tìm kiếm|quan tâm|thu gom|tạo lập|cơ cấu lại|tái cơ cấu|giúp|nộp|thể chế hóa|đa dạng hóa|định giá|thẩm định giá|động viên|gắn kết|chỉ định|bảo quản|khẩn trương chủ trì|' +
    'chủ trì|phối hợp|tham mưu|thẩm định|tổng hợp|tiến hành|thành lập|xây dựng|triển khai|thực hiện|tổ chức|ban hành|trình|báo cáo|' +
    'theo dõi|đôn đốc|kiểm tra|giám sát|đánh giá|hướng dẫn|bố trí|cân đối|cấp|phân bổ|cử|lập|rà soát|cập nhật|cung cấp|chia sẻ|kết nối|' +
    'tích hợp|vận hành|quản lý|khai thác|sử dụng|đề xuất|nghiên cứu|hoàn thiện|hoàn thành|hoàn tất|đảm bảo|bảo đảm|tuyên truyền|phổ biến|' +
    'quán triệt|đào tạo|bồi dưỡng|tập huấn|khảo sát|thống kê|lựa chọn|đầu tư|mua sắm|lắp đặt|nâng cấp|mở rộng|duy trì|phát triển|' +
    'ứng dụng|chuẩn bị|chuẩn hóa|số hóa|chỉ đạo|điều hành|điều phối|phân công|giao|yêu cầu|đề nghị|kiến nghị|phê duyệt|quyết định|' +
    'thông báo|công bố|công khai|đăng tải|gửi|tiếp nhận|xử lý|giải quyết|tháo gỡ|khắc phục|hỗ trợ|tư vấn|tham gia|đăng ký|ký|ký kết|' +
    'mở|mời|làm việc|làm rõ|làm đầu mối|xem xét|xác định|xác nhận|lấy ý kiến|góp ý|cho ý kiến|bàn giao|nghiệm thu|thanh toán|quyết toán|' +
    'thanh tra|xử phạt|huy động|vận động|kêu gọi|thu hút|thu thập|khai trương|đưa|đẩy mạnh|đẩy nhanh|tăng cường|tập trung|ưu tiên|' +
    'chịu trách nhiệm|sắp xếp|kiện toàn|củng cố|bổ sung|điều chỉnh|sửa đổi|soạn thảo|dự thảo|biên soạn|in ấn|phát hành|cấu hình|' +
    'kiểm thử|thử nghiệm|thí điểm|tiếp tục|đóng góp|phản ánh|khen thưởng|tổng kết|sơ kết|phân tích|dự báo|cảnh báo|ứng cứu|phòng ngừa|' +
    'thu hồi|di dời|giải phóng|đền bù|thi công|khởi công|thực thi|tạo điều kiện|kê khai|niêm yết|trả lời|nhập|trang bị|tuyển dụng|bố cáo|' +
    'tính toán|xác minh|truyền thông|kiểm soát|kiểm kê|lồng ghép|nhân rộng|đổi mới|cải tiến|rút ngắn|cắt giảm|quy định|vận chuyển|thuê|mua|tổ chức lại|là cơ quan|là đơn vị|là đầu mối|' +
    'tăng|giảm|nâng|nâng cao|nắm|nắm bắt|làm tốt|làm|phát huy|khuyến khích|biểu dương|phê bình|chấn chỉnh|rút kinh nghiệm|kiểm điểm|thực hành|kết hợp|liên hệ|tiếp cận|đối thoại|đàm phán|thương thảo|thống nhất|hợp nhất|sáp nhập|giải thể|' +
    'tiếp|đón tiếp|gặp gỡ|thăm hỏi|chăm lo|chăm sóc|khám|tiêm|phòng chống|phòng, chống|ứng phó|ngăn chặn|đấu tranh|điều tra|bảo vệ|bảo tồn|giữ gìn|tôn tạo|trồng|chuyển|chuyển đổi|chuyển giao|điều động|luân chuyển|biệt phái|bổ nhiệm|' +
    'đo đạc|kiểm đếm|thu|chi trả|chi|hoàn trả|hoàn ứng|giải ngân|quyết liệt|nghiêm túc|thẩm tra|thẩm tra, thẩm định|cho phép|cho|chấp thuận|chọn|lấy|dự báo|dự trù|dự kiến|lên kế hoạch|lên phương án|ra quân|ra soát|phát động|phát hiện|phát|' +
    'vệ sinh|xóa|xoá|loại bỏ|bãi bỏ|hủy|dừng|tạm dừng|chấm dứt|cấm|hạn chế|khống chế|quy hoạch|đấu nối|đấu giá|đấu thầu|mua|bán|thuê|cho thuê|bố trí|xếp|chỉnh trang|chỉnh sửa|chỉnh lý|cụ thể hóa|luật hóa|tinh gọn|tinh giản|đơn giản hóa|cải thiện|cải cách|hiện đại hóa|' +
    'phục vụ|phục hồi|khôi phục|khơi thông|sửa chữa|duy tu|bảo trì|bảo dưỡng|vận dụng|áp dụng|tích cực|chủ động|khẩn trương|nhanh chóng|kịp thời|định hướng|phân loại|phân cấp|phân quyền|ủy quyền|phân tách|phân công, phân nhiệm|xúc tiến|quảng bá|giới thiệu|mở chuyên trang|xuất bản|đưa tin|' +
    'tổng rà soát|tổng kiểm tra|kiểm thử|chạy thử|hiệu chỉnh|số hóa|lưu trữ|sao lưu|đồng bộ|liên thông|tái cấu trúc|cấp phát|cấp phép|cấp mã|đối soát|đối chiếu|rà quét|giám định|xác thực|định danh|chứng thực|kết luận|chốt|nhắc nhở|truyền đạt|phối kết hợp|dành|ký hợp đồng|tham vấn|bảo lãnh|cam kết|nỗ lực|phấn đấu|quan tâm|lưu ý|chú trọng|coi trọng|chú ý|phủ sóng|xây lắp|trồng rừng|tưới|nạo vét|khoanh vùng|sàng lọc|điều trị|thống nhất|hợp tác|kiến tạo|khơi dậy|tuyên dương|vinh danh|tôn vinh|trao|đặt hàng|giao dịch|cấp nước|chủ động|xây mới|cải tạo|tu bổ|di chuyển|bồi thường|' +
    'có văn bản|có ý kiến|có báo cáo|có kế hoạch|có phương án|có giải pháp|có biện pháp|có công văn|có tờ trình|có hướng dẫn|chốt chặn|chốt trực|sơ tán|phân luồng|kiểm định|tự kiểm tra|tự đánh giá|hoàn chỉnh|tiếp thu|giải trình|khẩn trương rà soát|căn chỉnh|chấm điểm|nghiên cứu|khai báo|xếp hạng|công nhận|truy thu|truy quét|thu nợ|cưỡng chế|đình chỉ|xử lý nghiêm|tuần tra|tuần tra, kiểm soát|quan trắc|giám sát|theo dõi|bố phòng|cắm mốc|giao ban|họp bàn|làm sạch|kích hoạt|cài đặt|thiết lập|khởi tạo|đề ra|đảm nhận|đảm nhiệm|phụ trách|tập trung|kéo giảm|nhận diện|nghiêm cấm|không để|không cấp|không cho|không giải quyết|không tiếp nhận|không phê duyệt|không thanh toán|kiên quyết|tuyệt đối|lập lại|quán triệt|định hướng|đi kiểm tra|đi cơ sở|khởi tố|truy tố|xét xử|phun|soạn|dự phòng|ghi|lưu|liên thông|chống|dọn|dọn dẹp|gia cố|thông xe|khánh thành|ủng hộ|cứu trợ|tiếp sóng|phát sóng|ghép|tái canh|khuyến cáo|nhắn tin|tạm ứng|sẵn sàng|miễn|vớt|nuôi',
)

/** Words between an agency and its verb. */
export const MODIFIERS = phraseIndex(
  'có trách nhiệm|có nhiệm vụ|cần|phải|khẩn trương|chủ động|tích cực|kịp thời|thường xuyên|nghiêm túc|nhanh chóng|sớm|trực tiếp|tiếp tục|định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng tuần|hàng tuần|hằng ngày|hàng ngày',
)

/** Words that can neither belong to an agency's name nor open a duty. */
export const FUNCTION_WORDS = phraseIndex(
  'để|trong|theo|tại|về|từ|đến|trước|sau|khi|có|được|là|đã|sẽ|đang|cần|phải|căn cứ|trên|kịp thời|khẩn trương|thường xuyên|định kỳ|' +
    'hằng|hàng|như|do|nhằm|cho|với|cùng|cũng|vào|ra|tiếp tục|chủ động|tích cực|của|bằng|qua|nếu|mà|thì|này|nêu|sớm|nghiêm túc',
)

/** How an adverbial before the subject begins. */
export const ADVERBIALS = phraseIndex(
  'trên cơ sở|căn cứ|để|nhằm|sau khi|trước khi|trước|trong|theo|hằng|hàng|định kỳ|khi|từ|đến|thực hiện|với|năm|quý|tháng|ngày|đối với|về|' +
    'ngoài|chậm nhất|kể từ|trường hợp|nếu|song song|đồng thời|bên cạnh|riêng|sau|tại|nhân dịp|do|vì|qua|liên quan|kể từ|xuất phát|vào',
)

export const ORDERS = phraseIndex('khuyến khích|giao|giao cho|giao trách nhiệm cho|giao nhiệm vụ cho|yêu cầu|đề nghị|phân công')
