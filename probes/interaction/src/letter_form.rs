//! The form in which a visitor writes to the government, or the login before it.

use probe_sdk::criteria::seek::{self, Reached};
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Page, Step, Task};

/// Names of the channel, best first. Petitions (信访) and discipline (举报) are channels of their own and
/// do not count in the national check.
const NAMES: [&str; 16] = [
    "我要写信",
    "我要留言",
    "我要咨询",
    "在线写信",
    "写信",
    "市长信箱",
    "州长信箱",
    "盟长信箱",
    "专员信箱",
    "领导信箱",
    "政府信箱",
    "在线咨询",
    "网上咨询",
    "咨询投诉",
    "网民留言",
    "咨询",
];

/// Columns it is in.
const VIA: [&str; 7] = ["互动交流", "政民互动", "公众参与", "互动", "问政", "领导信箱", "市长信箱"];

/// Clicks from the home page.
const CLICKS_MAX: u32 = 3;

/// What such a form asks for.
const SUBJECT: [&str; 6] = ["标题", "主题", "题目", "事由", "信件名称", "信件类型"];

/// Buttons that send it.
const SUBMIT: &str = "input[type=submit], input[type=button], input[type=image], button, a";

/// What these say.
const SENDS: [&str; 5] = ["提交", "发送", "确定", "提 交", "递交"];

/// Buttons looked at.
const BUTTONS_MAX: u32 = 2000;

/// Where a page asks who the visitor is.
pub(crate) const LOGIN: [&str; 7] =
    ["登录", "登陆", "统一身份认证", "统一登录", "实名认证", "用户名", "扫码登录"];

/// What the channel leads to.
#[derive(Debug, Clone)]
pub(crate) enum Channel {
    /// A form to write in.
    Form(Reached),
    /// A login, behind which the form is.
    Login(Reached),
}

/// The channel by which a visitor writes.
///
/// # Errors
///
/// `Stop::Absent` if there is none within the clicks, otherwise as [`seek::column`].
pub(crate) fn find(task: &Task) -> Step<Channel> {
    let given = task.words("follow");
    let names =
        if given.is_empty() { NAMES.to_vec() } else { probe_sdk::criteria::reach::as_strs(&given) };
    let way = seek::Way { names: &names, via: &VIA, role: "form", n_clicks_max: CLICKS_MAX };
    let is_channel = |page: Page| is_form(page) || is_login(page);
    let reached = seek::column(&seek::starts(task)?, &way, &is_channel)?;
    Ok(if is_form(reached.page) { Channel::Form(reached) } else { Channel::Login(reached) })
}

/// Whether a page has a field for the subject, one for the content and a button that sends them.
pub(crate) fn is_form(page: Page) -> bool {
    page.count("textarea") > 0
        && page.find("body", &SUBJECT).is_some()
        && page.count("input[type=text], input:not([type]), select") > 0
        && sends(page)
}

fn sends(page: Page) -> bool {
    let says = |text: &str| holds(&compact(text), &SENDS);
    page.texts(SUBMIT, BUTTONS_MAX).iter().any(|hit| says(&hit.text))
        || page.attrs("input", "value", BUTTONS_MAX).iter().any(|hit| says(&hit.text))
        || page
            .attrs("input[type=image], button, a", "title", BUTTONS_MAX)
            .iter()
            .any(|hit| says(&hit.text))
}

/// Whether a page is a login: a field for a password or another way to say who one is, and nothing to
/// write in.
pub(crate) fn is_login(page: Page) -> bool {
    page.count("textarea") == 0
        && page.find("body", &LOGIN).is_some()
        && page.count("input[type=password]") > 0
}
