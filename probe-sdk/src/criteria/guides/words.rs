//! How guides call what they state.

use crate::criteria::fields::Vocabulary;

/// The eight elements of the national check, each with the other names guides give it.
pub const ELEMENTS: [&[&str]; 8] =
    [NAME, BASIS, CONDITIONS, MATERIALS, PLACE, TIME, PHONE, PROCESS];

/// 事项名称.
pub const NAME: &[&str] =
    &["事项名称", "办理事项", "服务名称", "项目名称", "服务事项", "办事名称", "事项名", "业务名称"];
/// 设定依据.
pub const BASIS: &[&str] = &[
    "设定依据",
    "办理依据",
    "法律依据",
    "政策依据",
    "实施依据",
    "审批依据",
    "设立依据",
    "受理依据",
    "法定依据",
    "服务依据",
];
/// 申请条件.
pub const CONDITIONS: &[&str] = &[
    "申请条件",
    "办理条件",
    "受理条件",
    "申办条件",
    "申报条件",
    "审批条件",
    "准予条件",
    "办事条件",
];
/// 办理材料.
pub const MATERIALS: &[&str] = &[
    "办理材料",
    "申请材料",
    "申报材料",
    "所需材料",
    "提交材料",
    "材料清单",
    "所需资料",
    "材料目录",
    "受理材料",
    "申办材料",
    "办事材料",
    "提交资料",
    "应交材料",
];
/// 办理地点.
pub const PLACE: &[&str] = &[
    "办理地点",
    "受理地点",
    "办公地点",
    "办理地址",
    "办公地址",
    "办理窗口",
    "受理地址",
    "办事地点",
    "办事地址",
    "办事窗口",
    "窗口地址",
    "受理窗口",
];
/// 办理时间: the hours of the office.
pub const TIME: &[&str] = &[
    "办理时间",
    "办公时间",
    "受理时间",
    "工作时间",
    "接待时间",
    "服务时间",
    "办事时间",
    "对外办公时间",
];
/// 联系电话.
pub const PHONE: &[&str] = &[
    "联系电话",
    "咨询电话",
    "咨询方式",
    "联系方式",
    "服务电话",
    "办公电话",
    "窗口电话",
    "咨询热线",
    "服务热线",
];
/// 办理流程.
pub const PROCESS: &[&str] = &[
    "办理流程",
    "办理程序",
    "办事流程",
    "办事程序",
    "申请流程",
    "流程图",
    "审批流程",
    "审批程序",
    "服务流程",
    "受理流程",
    "办理步骤",
    "运行流程",
    "业务流程",
];
/// 法定办结时限.
pub const LEGAL_LIMIT: &[&str] =
    &["法定办结时限", "法定时限", "法定期限", "法定办理时限", "法定办结期限"];
/// 承诺办结时限.
pub const PROMISED_LIMIT: &[&str] =
    &["承诺办结时限", "承诺时限", "承诺期限", "承诺办理时限", "承诺办结期限"];
/// 办理时限: a limit that does not say whose.
pub const LIMIT: &[&str] = &["办理时限", "办结时限", "办理期限", "办结期限", "审批时限"];
/// 到办事现场次数.
pub const VISITS: &[&str] = &[
    "到办事现场次数",
    "到现场次数",
    "到大厅次数",
    "现场次数",
    "跑动次数",
    "到现场办理次数",
    "必须到现场次数",
    "最多跑一次",
    "到现场大厅次数",
    "跑腿次数",
];
/// 送达方式.
pub const DELIVERY: &[&str] = &[
    "送达方式",
    "结果送达",
    "结果送达方式",
    "领取方式",
    "结果领取方式",
    "办理结果送达",
    "结果获取方式",
    "取件方式",
    "物流快递",
    "是否支持物流快递",
    "结果领取",
];
/// 收费.
pub const FEE: &[&str] =
    &["收费标准", "收费情况", "是否收费", "收费依据", "收费项目", "办理费用", "费用", "收费"];
/// 网上支付.
pub const PAYMENT: &[&str] = &[
    "网上支付",
    "在线支付",
    "是否网上支付",
    "是否支持网上支付",
    "支付方式",
    "缴费方式",
    "网上缴费",
    "在线缴费",
];
/// 电子证照.
pub const LICENCES: &[&str] =
    &["电子证照", "电子签章", "电子印章", "免提交", "证照免交", "是否支持电子证照"];
/// 办理深度.
pub const DEPTH: &[&str] = &[
    "网上办理深度",
    "网办深度",
    "办理深度",
    "办理形式",
    "办理方式",
    "网办类型",
    "办理模式",
    "是否全程网办",
    "网上办理程度",
];
/// 事项编码.
pub const CODE: &[&str] =
    &["事项编码", "基本编码", "实施编码", "实施清单编码", "事项代码", "权力编码", "目录编码"];
/// 表格下载.
pub const FORMS: &[&str] =
    &["表格下载", "申请表", "空白表格", "附件下载", "材料下载", "文件下载", "表格", "附件"];
/// 样表.
pub const SAMPLES: &[&str] = &[
    "样表",
    "示例",
    "填写说明",
    "填表说明",
    "示范文本",
    "填写示例",
    "样本",
    "填报须知",
    "填写样例",
    "范本",
];

/// All of them, and the other labels between which they stand.
pub const VOCABULARY: Vocabulary = Vocabulary {
    name: "guides",
    words: &[
        NAME,
        BASIS,
        CONDITIONS,
        MATERIALS,
        PLACE,
        TIME,
        PHONE,
        PROCESS,
        LEGAL_LIMIT,
        PROMISED_LIMIT,
        LIMIT,
        VISITS,
        DELIVERY,
        FEE,
        PAYMENT,
        LICENCES,
        DEPTH,
        CODE,
        FORMS,
        SAMPLES,
        OTHERS,
    ],
};

/// Labels of guides that no point asks for; they end the value of the label before them.
const OTHERS: &[&str] = &[
    "基本信息",
    "实施主体",
    "办理对象",
    "服务对象",
    "行使层级",
    "事项类型",
    "办件类型",
    "受理机构",
    "决定机构",
    "监督电话",
    "投诉电话",
    "监督投诉方式",
    "监督方式",
    "常见问题",
    "办理结果",
    "结果名称",
    "特殊环节",
    "办理机构",
    "责任科室",
    "中介服务",
    "年审年检",
    "通办范围",
    "权力来源",
    "面向对象",
    "主题分类",
    "服务承诺",
    "注意事项",
    "交通指引",
    "相关链接",
    "行政救济",
    "申请人权利",
    "结果样本",
    "审批结果",
];
