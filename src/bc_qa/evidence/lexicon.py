"""Vietnamese that questions are made of: question words, small words, abbreviations, everyday words for official ones.

General knowledge of the language and of how its offices write; nothing here is taken from any one report.
"""

from __future__ import annotations

import re

from bc_qa.figures.units import Dimension


def _any(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of some patterns as whole words, in lower-cased text with diacritics."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


# ---- what kind of answer is asked for, tried in this order
OPINION = _any(
    "theo (?:bạn|anh|chị|em)", "bạn (?:nghĩ|thấy|cho rằng)", "dự (?:báo|đoán)", "có chắc", "liệu .*không",
    "ngày mai", "ngày kia", "hôm nay", "hôm qua", "tối qua", "tối nay", "sáng nay", "tuần (?:này|sau|trước)", "mấy giờ",
)  # fmt: skip
CONSEQUENCE = _any(
    "vướng", "khó", "khó khăn", "hậu quả", "hệ quả", "dẫn đến", "dẫn tới", "ảnh hưởng"
)  # … or what follows
REASON = _any("(?:vì|tại|do) (?:sao|đâu)", "sao lại", "nguyên nhân", "l[ýí] do", "do cái gì", "để làm gì")
DATE = _any(
    "(?:ngày|tháng|năm|thời gian|thời điểm|giai đoạn|hôm) nào", r"(?<!\d )(?:ngày|tháng) (?:mấy|bao nhiêu)", "khi nào",
    "bao giờ", "lúc nào", "ngày tháng năm", "ngày ban hành",
    r"(?<!mỗi )(?<!hàng )(?<!hằng )(?<!một )năm bao nhiêu\s*(?:\?|$)",
)  # fmt: skip
# The report itself is meant, not one of the documents that it names.
ITSELF = re.compile(
    r"(?<!\w)(?:báo cáo|văn bản|tài liệu)(?: này)?(?: (?:được|do|đã|ai))* (?:ký|ban hành|phát hành|lập|đề|soạn)(?!\w)"
)
_DOCUMENTS = "nghị quyết|nghị định|quyết định|kế hoạch|chỉ thị|thông tư|kết luận|đề án|văn bản|công văn"
DOCUMENT_WORDS = frozenset(_DOCUMENTS.replace("|", " ").split())
# "Dân số bao nhiêu" asks for no document's number.
_QUANTITIES = ("dân", "tổng", "tỷ", "chỉ", "hệ", "con", "doanh", "sĩ", "quân")
_NO_QUANTITY = "".join(f"(?<!{word} )" for word in _QUANTITIES)
SIGN = _any("(?:mang )?(?:số(?: và)? )?(?:k[ýí] )?hiệu")  # of a document
NUMBERED = _any(
    "số hiệu",
    "(?:số(?: và)? )?k[ýí] hiệu",
    f"{_NO_QUANTITY}số (?:mấy|bao nhiêu)",
    "mang số",
    f"(?:{_DOCUMENTS})(?: số)? (?:nào|mấy|gì)",
)
WHICH_DOCUMENT = _any(f"({_DOCUMENTS}) (?:nào|gì)")  # … which may have a name and no number
ORDINAL = _any(r"(?:loại|hạng|khóa|khoá|lần thứ|khu vực) mấy\s*(?:\?|$)")
PERSON = _any("ai", "người nào", "đồng chí nào", "(?<!mang )(?<!có )tên (?:là )?gì", "họ tên")
# … asking for a name and no description.
NAMED = _any(
    "là ai",
    "ai là",
    "ai ký",
    "ai (?:đang |đã )?(?:làm|giữ|đứng|phụ trách|lãnh đạo|chỉ đạo|ký|chủ trì|đảm nhiệm)",
    "(?<!mang )(?<!có )tên (?:là )?gì",
    "họ tên",
)
# Which of several things that have names of their own.
WHICH = re.compile(
    r"(?<!\w)(xã|bản|thôn|buôn|ấp|phường|huyện|tỉnh|thị trấn|doanh nghiệp|công ty|hợp tác xã|hãng|điểm)"
    r"(?: \w+){0,2} nào(?!\w)"
)
LIST = _any(
    "liệt kê", "(?:kể|nêu) (?:tên|ra|các|những)", "(?:những|các) [^?,.]*(?:(?<!thế )nào|gì|đâu)",
    "gồm .*(?:gì|nào)", "(?:là|gồm) những",
    r"mấy \w+ nào", "những gì", "những ai", "cụ thể",
)  # fmt: skip
COUNT = _any(
    "bao nhiêu", "mấy", "bao lâu", "bao xa", "bao lớn",
    "(?:dài|rộng|cao|lớn|nặng|nhiều|đông|xa|lâu|tốn|hết) (?:chừng|cỡ|ngần|đến|tới) nào",
)  # fmt: skip
COMPARE = _any(
    "so với", "so sánh", "hơn hay", "tăng(?: hay)? giảm", "nhiều hơn", "ít hơn", "chênh", "thay đổi", "khác nhau",
    "biến động", "mỗi (?:loại|cấp|bên|nơi|thứ|đàn|cây) .*bao nhiêu",
)  # fmt: skip
TREND = _any(
    "qua (?:các|từng) năm", "các năm", "từng năm", "diễn biến", "xu hướng",
    r"(?:từ )?(?:năm )?20\d\d\s?(?:đến|tới|-|–)\s?(?:năm )?20\d\d", "giai đoạn",
)  # fmt: skip
MOST = _any(r"(?:cao|nhiều|lớn|đông|mạnh)(?: \w+){0,4} nhất", "năm nào (?:\\w+ )?(?:cao|nhiều|lớn|đông|mạnh) hơn")
LEAST = _any(r"(?:thấp|ít|nhỏ)(?: \w+){0,4} nhất", "năm nào (?:\\w+ )?(?:thấp|ít|nhỏ) hơn")
DEGREES = frozenset("cao thấp nhiều ít lớn nhỏ đông mạnh hơn kém nhất".split())
TIMES = _any("gấp", "mấy lần", "bao nhiêu lần")
PER_CENT = _any("(?:bao nhiêu|mấy) (?:phần trăm|%)", "tốc độ tăng")
GAP = _any("chênh", "hơn", "kém", "khoảng cách")
TOTAL = _any("tổng", "tổng số", "tổng cộng", "tất cả", "toàn bộ", "cả huyện", "toàn huyện", "cộng lại")
SCOPE = _any("toàn \\w+", "(?:của|trong) (?:huyện|tỉnh|xã)", "huyện", "tỉnh", "địa bàn")
YES_NO = _any("có phải", "đúng không", "phải không", r"có [^?]*không\s*(?:\?|$)")
TARGET = _any(
    "mục tiêu(?! quốc gia)",
    r"(?<!mấy )(?<!nhiêu )(?<!\d )chỉ tiêu(?! (?:nào|(?:đã )?(?:đạt|hoàn thành|vượt)))",
    "ph[ấâ]n đấu", "kế hoạch giai đoạn", "dự kiến", "nhiệm kỳ tới",
    "(?:năm|vụ|kỳ|thời gian|giai đoạn|quý|tháng|sắp) tới", "tới đây", "sẽ",
    "(?:dự )?định (?:đạt|làm|thu|xây|trồng|đón|mở|nâng)", "đặt ra",
)  # fmt: skip
AND_AIM = _any("(?:và|với|còn) (?:\\w+ ){0,2}(?:mục tiêu|chỉ tiêu|kế hoạch|ph[ấâ]n đấu|dự kiến)")  # asked with a result
# … which then is no thing asked about.
AIMS = frozenset("mục_tiêu chỉ_tiêu phấn_đấu kế_hoạch dự_kiến nhiệm_kỳ nhiệm_kỳ_tới đặt đặt_ra tối_thiểu".split())
# What is asked for with no noun behind it: "được hỗ trợ bao nhiêu?"
MONEY_ASKED = re.compile(
    r"(?<!\w)(?:hỗ trợ|trợ cấp|thưởng|chi|nộp|đóng|trả|tốn|hết|mất)(?: được| hết| là| mỗi \w+)?"
    r" (?:bao nhiêu|mấy)\s*(?:[?.,;]|$)"
)
COST_ASKED = re.compile(r"(?<!\w)(?:tốn|chi phí|chi) (?:hết )?(?:bao nhiêu|mấy)\s*[?.]*$")
# What was set, by a plan or from above.
PLANNED = _any(
    "kế hoạch(?! (?:số|hóa|hoá))",
    "bố trí (?:vốn|kinh phí|bao nhiêu|mấy)",
    "(?:tỉnh|huyện|trung ương|cấp trên|được) giao",
    "chỉ tiêu",
)
PLANNED_COLUMN = re.compile(r"^(?:KH|Kế hoạch|Chỉ tiêu|Mục tiêu|Dự toán|Giao)(?!\w)", re.IGNORECASE)
# What is not yet done; behind a question "chưa" only asks.
UNDONE = re.compile(r"\b(?:chưa|còn thiếu)\b(?!\s*[?.]*$)")
PLANS = _any("giải pháp", "nhiệm vụ", "phương hướng", "định hướng", "biện pháp")
RESULT = _any("hiện", "hiện nay", "hiện tại", "đã", "đang", "được mấy", "tới nay", "đến nay", "rồi")

# Whether the report agrees with itself, asked or doubted behind a question: "…, các phần ghi có khớp nhau không?"
DOUBTS = re.compile(
    r"(?<=[^\s,.;?])[,.;?]\s*[^,.;?]*\b(?:khớp|giống|thống nhất|trùng|mâu thuẫn|vênh|khác nhau)\b[^,.;?]*"
    r"\b(?:không|chưa)\s*\?*$"
    r"|[,.;?]\s*[^,.;?]*\b(?:chỗ|nơi|phần|ghi|viết|nêu)\b[^,.;?]*"
    r"\b(?:không khớp|không giống|không thống nhất|mâu thuẫn|vênh|khác nhau)\b[^,.;?]*[.?]*$",
    re.IGNORECASE,
)
# … or two numbers held against each other: "Có 19 hay 18 cơ sở, báo cáo ghi sao?"
HELD_AGAINST = re.compile(r"(?<![\w.,])\d[\d.,]*(?: \w+){0,3} hay (?:là )?\d[\d.,]*(?= [^\W\d])", re.IGNORECASE)
ASIDE = re.compile(r",\s*(?:báo cáo|văn bản|tài liệu) (?:ghi|nói|viết|nêu)[^,?]*(?=\?|$)", re.IGNORECASE)
# What a question sets aside: "Ngoài các xã đạt chuẩn, …"
SET_ASIDE = re.compile(r"^(?:ngoài|trừ|không kể|không tính)\b[^,]*,\s*", re.IGNORECASE)

# ---- small words that say nothing of what is asked about
STOP = frozenset(
    "là và với có của cho ở tại đến từ trong trên dưới bằng thì mà nên do bởi theo khi để vào ra về như hoặc hay cùng "
    "các những một được bị bao_nhiêu bao nhiêu mấy nào gì ai đâu sao thế vậy ạ à ư nhỉ nhé xin hỏi cho_tôi tôi mình "
    "em anh chị bạn ơi giúp biết hãy thưa dạ vâng này đó kia ấy nọ rồi chưa đã đang sẽ còn cũng vẫn chỉ rất lắm quá "
    "thôi không có_phải phải đúng hiện hiện_nay hiện_tại bây_giờ giờ nay tới cả toàn tất_cả tổng_cộng cộng_lại hết cỡ "
    "chừng khoảng trung_bình con_số số_liệu báo_cáo huyện năm ngày năm_học thế_nào như_thế_nào ra_sao bao_giờ lúc hồi "
    "cuối cuối_năm đầu_năm vì vì_sao tại_sao nếu lại mỗi từng việc cái chiếc điều ban_tổ_chức đi lên xuống vừa qua nữa "
    "thêm cần nhất giai_đoạn nói trình_bày nêu trả_lời làm_ơn vui_lòng kể liệt_kê cụ_thể gồm bao_gồm trong_đó so "
    "so_với chiếm đạt làm lấy kỳ đề thuộc chốt xảy_ra thay_đổi chênh chênh_lệch biến_động khác_nhau so_sánh kết_quả "
    "nội_dung vấn_đề bản số tổng_số số_lượng loại loài nhóm the of in and is are what how many much which who when "
    "where for to does did hơn kém nhau mang khác nhấn_mạnh đề_cập nhắc sắp_tới".split()
)

# … but are counted behind "bao nhiêu".
COUNTABLE = frozenset("huyện bản ngày năm loại nhóm chỉ_số chỉ_tiêu vấn_đề nội_dung điều việc".split())
ASKING_WORDS = frozenset("bao nhiêu mấy nào gì sao đâu ai hơn kém nhất".split())

# Levels of government: "cấp xã" is another thing than "cấp huyện".
LEVELS = frozenset("thôn bản xã huyện tỉnh".split())
OF_LEVEL = re.compile(
    r"(?<!\w)(?:cấp|cán bộ|công chức|viên chức|tuyến|đường) (thôn|bản|xã|huyện|tỉnh|trung ương)(?!\w)"
)
# Words that, set before another, make it another thing: "phó chủ tịch" is no chủ tịch, "hộ cận nghèo" no hộ nghèo.
MODIFIERS = frozenset("phó cận tái chưa không phi ngoài thoát nguyên".split())
# Words that make a figure a change: "giảm 08 trường" is not how many there are.
CHANGES = frozenset("tăng giảm vượt bớt thêm hụt".split())

# … and in a question those that ask for one: "kéo tỷ lệ xuống được bao nhiêu?"
ASKS_CHANGE = CHANGES | frozenset("kéo hạ vọt tụt sụt".split())

# ---- what a noun at the head of a question measures
# The currency; not that of "nội đồng", "hội đồng", "đồng bào".
_MONEY = (
    "(?<!nội )(?<!hội )(?<!hợp )(?<!cộng )(?<!cánh )(?<!bất )(?<!tương )đồng"
    "(?! (?:bào|chí|bộ|đều|ruộng|thời|bằng|ý|hành|tình|loạt|đội|cỏ|phục|hồ|thuận|điệu|nhất|minh))"
)
HEADS: tuple[tuple[re.Pattern[str], Dimension], ...] = (
    (_any("t[ỷỉ] lệ", "tỷ trọng", "phần trăm", "%", "tốc độ", "độ che phủ"), Dimension.SHARE),
    (
        _any("diện tích", "rộng", r"(?:cây số|ki-?lô-?mét|mét) vuông", "hecta", "héc[- ]ta", "ha", "mẫu", "k?m[2²]"),
        Dimension.AREA,
    ),
    (_any("sản lượng", "tấn", "tạ", "khối lượng"), Dimension.MASS),
    (_any("kinh phí", "doanh thu", "số tiền", "thu nhập", "giá trị", "ngân sách", _MONEY), Dimension.MONEY),
    (_any("tiền", "tốn", "mức đầu tư", "dự toán", "vốn", "thu hồi", "nộp"), Dimension.MONEY),
    (_any("giá(?! trị)", "lương", "chi phí"), Dimension.MONEY),
    (_any("dài", "km", "cây số", "ki-?lô-?mét", "bao xa", "chiều dài"), Dimension.LENGTH),
    (_any("công suất", "mw", "kw"), Dimension.POWER),
)
# … of which these say no more than that: the unit of a value tells them, they need not stand beside it.
MEASURES = frozenset(
    "phần_nghìn phần_ngàn phần nghìn ngàn "
    "diện_tích tỷ_lệ tỉ_lệ tỷ_trọng phần_trăm khối_lượng kinh_phí tiền số_tiền chiều_dài dài công_suất km "
    "ha hecta héc-ta tấn tạ kg ký kilôgam đồng điểm cây_số vuông rộng tốn".split()
)
# Measures that are things of their own: a weight of seed is no output.
THINGS = frozenset("sản_lượng năng_suất giá doanh_thu thu_nhập dân_số lương".split())
# The noun after "bao nhiêu" that is a unit of measure under another name.
ASKED_UNITS: dict[str, Dimension] = {
    "phần trăm": Dimension.SHARE,
    "phần": Dimension.SHARE,
    "phần nghìn": Dimension.SHARE,
    "phần ngàn": Dimension.SHARE,
    "%": Dimension.SHARE,
    "điểm": Dimension.SHARE,
    "ha": Dimension.AREA,
    "hecta": Dimension.AREA,
    "héc": Dimension.AREA,
    "km2": Dimension.AREA,
    "km²": Dimension.AREA,
    "cây số vuông": Dimension.AREA,
    "mét vuông": Dimension.AREA,
    "km": Dimension.LENGTH,
    "cây số": Dimension.LENGTH,
    "ki": Dimension.LENGTH,
    "tấn": Dimension.MASS,
    "tạ": Dimension.MASS,
    "tiền": Dimension.MONEY,
    "đồng": Dimension.MONEY,
    "đô": Dimension.MONEY,
    "usd": Dimension.MONEY,
    "tỷ": Dimension.MONEY,
    "tỉ": Dimension.MONEY,
    "triệu": Dimension.MONEY,
    "mw": Dimension.POWER,
}
ALSO_NOUNS = frozenset(("điểm", "phần"))  # units that are nouns too: "mấy điểm du lịch?"
# Nouns that name a number of something: what is counted.
COUNTED_BY: dict[str, str] = {"dân số": "người", "số dân": "người", "nhân khẩu": "người", "quân số": "người"}
# Words for people that stand for one another when people are counted.
PEOPLE = frozenset(
    "người em cháu đồng_chí lao_động học_sinh sinh_viên giáo_viên cán_bộ đảng_viên hội_viên bác_sĩ trẻ công_nhân "
    "nhân_khẩu dân lượt đối_tượng học_viên đại_biểu".split()
)

TIME_UNITS = frozenset("năm tháng ngày quý tuần".split())  # "trong 5 năm": how long, not of what
KINDS_OF = frozenset("đàn con cây nương rẫy đồi".split())  # … and these before what is kept or grown
CLASSIFIERS = frozenset("căn ngôi con cái chiếc cây tấm bộ".split())  # these stand before what is counted
FAMILIES = frozenset(("hộ", "gia"))
OF_ANYTHING = frozenset(("cái", "chiếc"))  # … and by themselves for whatever was named
# … of these, any may stand for any other: "bao nhiêu em?" asks for pupils, "nhân khẩu" for no guests.
ANYONE = frozenset("người em cháu đồng_chí".split())
# Words that make no other sort of what they stand behind: "hộ gia đình", "hộ dân".
ANY_SORT = frozenset(("gia đình", "dân", "người dân", "nhân dân"))
ASKED_OF_UNIT = re.compile(
    r"(?<!\w)(?:bao nhiêu|mấy) (tấn|tạ|kg|ha|km[2²]?|cây số(?: vuông)?|mét(?: vuông)?|m[2²]|tỷ|triệu|đồng)(?!\w)"
)
PER_HEAD = _any("(?:trên|/)\\s*(?:(?:một|1) )?(?:vạn|nghìn|ngàn|1000|10\\.000) (?:dân|người|trẻ)")
# Of these, each makes another thing of what is counted: "hộ tái nghèo" are no "hộ nghèo".
SORTING = frozenset("tái thoát cận".split())
# What a rate is for each of.
RATE = re.compile(
    r"(?<!\w)(?:mỗi|một|1|hàng|hằng|đầu|trên(?: mỗi)?) (tháng|năm|ngày|người|hộ|ha|vụ|lao động|học sinh)(?!\w)"
)
# "Bao nhiêu người học?" asks for people, whatever they did.
DOING = frozenset("học dự tham đi được hưởng theo làm ở đến".split())
# Whose figure is asked for, where that is a whole: "dân số toàn tỉnh" is not that of a district.
SCOPES = re.compile(r"(?<!\w)(?:toàn|cả|trên địa bàn) (tỉnh|huyện|thành phố|xã|phường|thị trấn|nước|quốc|vùng)(?!\w)")

# A place of a level: "tỉnh Lai Châu".
OF_PLACE = re.compile(r"(?<!\w)(tỉnh|huyện|thành phố)$", re.IGNORECASE)
YEARLY = re.compile(r"\W*(?:hàng năm|hằng năm|mỗi năm|bình quân)(?!\w)", re.IGNORECASE)  # of no year by itself
SCHOOL_YEAR = re.compile(r"năm học ((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)", re.IGNORECASE)

# ---- abbreviations of Vietnamese offices: searched and matched in both forms
ABBREVIATIONS: dict[str, str] = {
    "bch": "ban chấp hành",
    "bhyt": "bảo hiểm y tế",
    "bql": "ban quản lý",
    "cbql": "cán bộ quản lý",
    "ct": "chương trình",
    "đb": "đồng bào",
    "dtts": "dân tộc thiểu số",
    "dttsmn": "dân tộc thiểu số và miền núi",
    "gd": "giáo dục",
    "gdđt": "giáo dục đào tạo",
    "hđnd": "hội đồng nhân dân",
    "htx": "hợp tác xã",
    "khhgđ": "kế hoạch hóa gia đình",
    "kt-xh": "kinh tế - xã hội",
    "ktxh": "kinh tế xã hội",
    "mn": "mầm non",
    "mtqg": "mục tiêu quốc gia",
    "mttq": "mặt trận tổ quốc",
    "nđ": "nghị định",
    "nq": "nghị quyết",
    "ntm": "nông thôn mới",
    "qđ": "quyết định",
    "qp-an": "quốc phòng - an ninh",
    "sp": "sản phẩm",
    "th": "tiểu học",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
    "ttcn": "tiểu thủ công nghiệp",
    "ubnd": "ủy ban nhân dân",
    "xđgn": "xóa đói giảm nghèo",
    "xklđ": "xuất khẩu lao động",
}
NUMERALS: dict[str, tuple[str, ...]] = {
    "một": ("1", "01"), "hai": ("2", "02"), "ba": ("3", "03"), "bốn": ("4", "04"), "năm": ("5", "05"),
    "sáu": ("6", "06"), "bảy": ("7", "07"), "tám": ("8", "08"), "chín": ("9", "09"), "mười": ("10",),
}  # fmt: skip
# ---- numbers that are written in words where a lesson, a part or a prize is counted
ORDINALS: dict[str, str] = {
    "1": "nhất", "2": "hai", "3": "ba", "4": "tư", "5": "năm", "6": "sáu", "7": "bảy", "8": "tám", "9": "chín",
    "10": "mười",
}  # fmt: skip
ROMANS = dict(zip("1 2 3 4 5 6 7 8 9 10".split(), "i ii iii iv v vi vii viii ix x".split(), strict=True))
# What numbers a thing by name: "Dự án 7" is another thing than "Dự án 8".
_LABELS = "tiểu dự án|dự án|đề án|mục|phần|chương|điều|khoản|phụ lục|chú thích|quý|khóa|loại|hạng|khu vực|lần|bài học"
LABELLED = re.compile(
    rf"\b({_LABELS})(?: số| thứ| kinh nghiệm thứ)? (\d{{1,3}}|[ivxlc]+|{'|'.join(ORDINALS.values())})"
    r"(?![\w./%,])(?! (?:năm|tỷ|triệu))"
)
QUARTER = re.compile(r"\b(quý) ([1-4]|i{1,3}|iv)(?!\w)")
# … of which these may be counted off with no noun: "Thứ nhất, …".
COUNTED_OFF = frozenset(("bài học", "mục", "điều", "khoản"))
# ---- everyday words, and what a report writes instead
EVERYDAY: dict[str, tuple[str, ...]] = {
    "bà con": ("người dân", "nhân dân"),
    "bớt": ("giảm",),
    "cây số": ("km",),
    "cấp": ("hỗ trợ",),
    "dtts": ("dân tộc",),
    "dân tộc thiểu số": ("dân tộc",),
    "dạy nghề": ("đào tạo nghề",),
    "di dời": ("di chuyển",),
    "đổ bê tông": ("bê tông xi măng",),
    "gốc": ("cây",),
    "rộng": ("diện tích",),
    "tốn": ("kinh phí",),
    "giúp": ("hỗ trợ",),
    "gần đây": ("trong những năm qua",),
    "hàng năm": ("hằng năm", "mỗi năm"),
    "học hỏi": ("học tập", "trao đổi kinh nghiệm"),
    "học trò": ("học sinh",),
    "hecta": ("ha",),
    "héc-ta": ("ha",),
    "kéo": ("giảm",),
    "khám bệnh": ("khám chữa bệnh",),
    "kiếm": ("thu nhập",),
    "khách": ("lượt người", "lượt khách", "du khách"),
    "lệ thuộc": ("phụ thuộc",),
    "làm nhà": ("nhà ở", "xây mới"),
    "mỗi năm": ("hàng năm", "hằng năm"),
    "hằng năm": ("hàng năm", "mỗi năm"),
    "nông dân": ("người dân",),
    "phát": ("hỗ trợ", "cấp"),
    "quan chức": ("cán bộ",),
    "tác hại": ("hậu quả",),
    "thầy cô": ("giáo viên",),
    "thóc": ("lúa",),
    "tiền": ("kinh phí",),
    "trạm xá": ("trạm y tế",),
    "trồng trọt": ("cây trồng",),
    "về đích": ("đạt chuẩn",),
    "xe": ("phương tiện",),
    "đổi chuẩn": ("chuẩn nghèo",),
    "đi làm nước ngoài": ("xuất khẩu lao động",),
    "xuất khẩu lao động": ("đi làm việc có thời hạn ở nước ngoài",),
    "bác sỹ": ("bác sĩ",),
    "bác sĩ": ("bác sỹ",),
    "mỗi tháng": ("tháng",),
}
