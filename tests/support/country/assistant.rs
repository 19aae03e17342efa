//! C2.2: the assistant, and its answers to the questions the catalogue asks.

use super::draft::{Draft, Spot, share, steps};
use super::page::{Block, Doc, Field, Form, Link, heading, text};
use super::place::{Ground, nth_of};
use super::search::asked_as;
use super::trap::Trap;
use super::truth::{NEVER, Planted};

/// The questions, and what a good answer to each is.
const ANSWERS: [(&str, &str); 20] = [
    ("身份证丢了怎么补办", "请本人持相关材料到就近的派出所申请补领。"),
    ("新生儿怎么上户口", "请携带出生医学证明和父母的结婚证办理出生登记。"),
    ("住房公积金怎么提取", "请向住房公积金管理中心申请，购房可以提取。"),
    ("社保卡丢了怎么办", "请先电话挂失，再到服务网点补领新卡。"),
    ("怎么申请失业金", "请先办理失业登记，缴费满一年的可以领取失业保险金。"),
    ("医保怎么异地就医报销", "请先办理异地就医备案，出院时直接结算。"),
    ("退休需要准备什么材料", "请由单位提交职工档案和申请表。"),
    ("怎么办理居住证", "请到居住地派出所申请，并提交房屋租赁合同。"),
    ("护照怎么办理", "请到公安机关出入境管理窗口申请。"),
    ("开公司怎么注册", "请在线申报名称，审核通过后领取营业执照。"),
    ("小微企业有什么税收优惠", "月销售额未达标准的免征增值税。"),
    ("个人所得税怎么退税", "请在年度汇算清缴时提交退税申请。"),
    ("孩子上小学怎么报名", "请准备户口簿和房产证明，在规定时间登记。"),
    ("怎么申请公租房", "家庭收入和住房状况符合条件的，向社区提出申请。"),
    ("低保怎么申请", "请向户籍所在地的街道办事处提出申请。"),
    ("残疾证怎么办理", "请向县级残联提出申请，并到指定医院评定。"),
    ("二手房过户要什么手续", "买卖双方到不动产登记窗口申请转移登记。"),
    ("驾驶证到期怎么换", "请先做体检，再到车管所换证。"),
    ("结婚登记要带什么", "请双方携带户口簿到婚姻登记处办理。"),
    ("怎么投诉商家", "请拨打12315或向消费者协会反映。"),
];

/// Answers whose links a judge looks at; of more it takes a sample.
const N_SAMPLED: usize = 10;

/// Plants it; answers lead to `documents`.
pub(crate) fn plant(draft: &mut Draft<'_>, documents: &[Link]) {
    let place = draft.place;
    draft.plant("C2.2-5", Ground::Person, Planted::Person);
    if !place.has("C2.2-1") {
        absent(draft);
        return;
    }
    draft.plant("C2.2-1", Ground::Site, Planted::Is(true));
    let hands_over = place.has("C2.2-7");
    draft.plant("C2.2-7", Ground::Site, Planted::Is(hands_over));
    let n_right = answers(draft, documents);
    // A machine that answers at all answers at any hour.
    let says = place.has("C2.2-6");
    draft.plant("C2.2-6", Ground::Site, Planted::Is(says || n_right > 0));
    let title = place.word(&["智能问答", "智能客服", "小助手"]);
    let url = draft.column(Ground::Site, "znwd");
    let mut blocks = vec![heading(title), text("您好，我是合成助手，请输入您的问题。")];
    if says {
        blocks.push(text("7×24小时为您服务。"));
    }
    blocks.push(Block::Form(Form::query(
        &ask(draft),
        "发送",
        &[("问题", Field::Line("question"))],
    )));
    if hands_over {
        blocks.push(text("转人工"));
    }
    draft.put_rendered(Ground::Site, &url, &Doc::new(title, blocks));
    draft.link(Spot::Tools, Link::new(title, url));
}

fn ask(draft: &Draft<'_>) -> String {
    format!("https://{}/ask", draft.place.www())
}

/// No assistant: what the site lacks the portal may have.
fn absent(draft: &mut Draft<'_>) {
    for (point, planted) in [
        ("C2.2-1", Planted::Is(false)),
        ("C2.2-2", Planted::Share(0.0)),
        ("C2.2-3", Planted::Steps(NEVER)),
        ("C2.2-4", Planted::Share(0.0)),
        ("C2.2-6", Planted::Is(false)),
        ("C2.2-7", Planted::Is(false)),
    ] {
        draft.plant(point, Ground::Portal, planted);
    }
}

/// C2.2-2 to C2.2-4: the answers, of which it gives how many are right.
fn answers(draft: &mut Draft<'_>, documents: &[Link]) -> usize {
    let place = draft.place;
    let n_right = place.some_of("C2.2-2", ANSWERS.len());
    draft.plant("C2.2-2", Ground::Site, share(n_right, ANSWERS.len()));
    // Of so many that judges take a sample, all have a link or none has.
    let n_linked = if n_right <= N_SAMPLED {
        place.some_of("C2.2-4", n_right)
    } else {
        place.some_of("C2.2-4", 1) * n_right
    };
    draft.plant("C2.2-4", Ground::Site, share(n_linked, n_right));
    let ms = place.days("C2.2-3", 2000, 5000);
    draft.plant("C2.2-3", Ground::Site, steps(Some(ms)));
    let mut nth_right = 0;
    for (nth, (question, answer)) in ANSWERS.iter().enumerate() {
        let mut blocks = vec![heading("问答"), text(format!("您问：{question}"))];
        if nth * 7 % ANSWERS.len() < n_right {
            blocks.push(text(*answer));
            blocks.extend(lead(draft, documents, nth_right, n_linked));
            nth_right += 1;
        } else {
            blocks.push(text("抱歉，我没有听懂您的问题，请换个说法。"));
        }
        let url = format!("{}?question={}", ask(draft), asked_as(place, question));
        draft.put(Ground::Site, &url, &Doc::new("问答", blocks));
        draft.took((ms + nth_of(&[90, 0, -90], nth)).max(0));
    }
    n_right
}

/// Where an answer leads: a page, a page that is gone, or nowhere.
fn lead(draft: &mut Draft<'_>, documents: &[Link], nth: usize, n_linked: usize) -> Option<Block> {
    if nth < n_linked {
        let to = documents.get(nth % documents.len().max(1))?.to.clone();
        return Some(Block::Links(vec![Link::new("查看办事指南", to)]));
    }
    nth.is_multiple_of(3).then(|| {
        let url = draft.leaf(Ground::Site, "wd", super::day::Day::ago(60));
        draft.put_broken(Ground::Site, &url, Trap::SoftNotFound);
        Block::Links(vec![Link::new("查看办事指南", url)])
    })
}
