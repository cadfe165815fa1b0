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
