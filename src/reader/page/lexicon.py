"""Words that tell what a line of a newspaper page is: surnames, endings of columns' names, words of captions."""

from __future__ import annotations

# The hundred or so commonest surnames; they begin nearly every byline.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍"
    "庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍"
    "华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
    "师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)

# What the names of columns end in; alone on a line they are slugs.
COLUMN_ENDS = (
    "进行时", "直通车", "走基层", "新时代", "新征程", "面对面", "零距离", "回音壁", "大家谈", "风景线", "曝光台", "瞭望",
    "观察", "视点", "视窗", "视野", "聚焦", "关注", "追踪", "速递", "速览", "快报", "快评", "快讯", "短评", "时评", "锐评",
    "短波", "简讯", "短讯", "见闻", "故事", "风采", "榜样", "人物", "周刊", "前沿", "在线", "连线", "生活", "话题", "来信",
    "新闻", "天下", "微观", "微言", "杂谈", "随笔", "论坛", "茶座", "讲堂", "课堂", "广角", "扫描", "档案", "热线", "热点",
    "焦点", "一线", "现场", "纪事", "纪实", "之声", "之窗", "之光", "专栏", "专版", "专刊", "特刊", "副刊", "服务台", "信息",
    "播报", "解读", "问答", "回应", "访谈", "对话", "声音", "观点", "评论", "提示", "公告", "城事", "民生", "暖流", "能量",
)  # fmt: skip

# Words heard in captions, kickers, notices and signatures; a short line either has them or not.
TELLING_HAN = (
    "图为", "右图", "左图", "上图", "下图", "资料图", "摄", "正在", "在", "强调", "指出", "表示", "召开", "举行", "会议",
    "作者", "单位", "读者", "此致", "敬礼", "责编", "编辑", "版式", "制图", "来源", "报道", "声明", "遗失", "电话", "记者",
)  # fmt: skip
TELLING_WORDS = frozenset(
    [
        "at",
        "in",
        "on",
        "by",
        "near",
        "during",
        "photo",
        "left",
        "right",
        "wait",
        "watch",
        "stand",
        "walk",
        "look",
        "hold",
        "said",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "will",
        "the",
        "a",
        "of",
        "to",
        "and",
        "for",
        "with",
        "page",
        "continued",
        "see",
        "reporting",
        "editing",
        "writer",
        "reporter",
        "desk",
        "staff",
        "contributed",
        "wanted",
        "sale",
        "lost",
        "found",
        "sunny",
        "high",
        "low",
        "saturday",
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "that",
        "he",
        "she",
        "it",
        "they",
        "we",
        "be",
        "as",
        "but",
        "not",
        "from",
        "who",
        "which",
        "its",
        "their",
    ]
)

# What the sections of papers are called, in mainland China, Hong Kong, Taiwan and overseas; in simplified characters.
SECTION_NAMES = frozenset((
    "要闻", "头版", "国内", "国际", "时政", "本地", "城事", "城市", "社会", "民生", "经济", "财经", "产经", "金融",
    "证券", "文化", "文娱", "娱乐", "体育", "教育", "科技", "科学", "健康", "卫生", "法治", "军事", "评论", "观点",
    "时评", "副刊", "读书", "视觉", "综合", "县区", "深度", "专题", "生活", "汽车", "房产", "旅游", "农业", "环保",
    "公告", "广告", "天气", "科教", "卫健", "理论", "人物", "港闻", "本港", "两岸", "大陆", "中国", "台湾", "香港",
    "澳门", "社论", "言论", "民意", "论坛", "焦点", "头条", "全球", "世界", "亚洲", "欧美", "地方", "全国", "政治",
    "时事", "影剧", "影视", "艺文", "文教", "运动", "体坛", "产业", "理财", "投资", "地产", "马经", "消费", "校园",
    "家庭", "家居", "数码", "时尚", "美食", "国防", "神州", "大湾区", "华社", "侨社", "社区", "大马", "新马",
    "world", "business", "sports", "sport", "science", "health", "opinion", "culture", "arts", "local", "nation",
    "national", "schools", "politics", "technology", "weather", "travel", "education", "entertainment", "style",
    "living", "money", "markets", "letters", "obituaries", "environment", "region",
))  # fmt: skip
SECTION_ENDS = ("新闻", "要闻", "专版", "专页", "版")  # behind the name of a section: 国际新闻, 港闻版


def names_section(name: str) -> bool:
    """Return whether ``name`` is a section's, alone or with what is put behind such names."""
    if name.casefold() in SECTION_NAMES:
        return True
    end = next((end for end in SECTION_ENDS if name.endswith(end)), "")
    return bool(end) and name.removesuffix(end) in SECTION_NAMES
