//! B1.1, B3.3: where people can write, what is asked of them, and what is made of it.

use super::day::{Day, Written};
use super::draft::{Dated, Draft, PADDING, Spot, count, share};
use super::page::{Block, Doc, Field, Form, Link, heading, text};
use super::place::{Ground, nth_of};
use super::trap::Trap;
use super::truth::Planted;

/// Plants them.
pub(crate) fn plant(draft: &mut Draft<'_>) {
    let mut n_kinds = 0;
    let has_mailbox = mailbox(draft);
    n_kinds += usize::from(has_mailbox);
    let kinds =
        [("zxzx", "在线咨询", has_mailbox), ("tsjb", "投诉举报", true), ("zxft", "在线访谈", true)];
    for (name, title, may_be) in kinds {
        n_kinds += usize::from(kind(draft, name, title, may_be));
    }
    consultations(draft);
    n_kinds += 1 + usize::from(survey(draft)) + usize::from(hotline(draft));
    draft.plant("B1.1-2", Ground::Site, Planted::Count(count(n_kinds)));
    notice(draft, has_mailbox);
    rumours(draft);
    for point in ["B1.1-5", "B3.1-6"] {
        draft.plant(point, Ground::Person, Planted::Person);
    }
}

/// B1.1-1, B1.1-4.
fn mailbox(draft: &mut Draft<'_>) -> bool {
    let place = draft.place;
    let title = place.word(&["市长信箱", "领导信箱", "我要写信"]);
    let is_there = place.has("B1.1-1");
    let url = draft.column(Ground::Site, "szxx");
    let grades = ["none", "id_upload", "own_register", "unified_login", "no_login"];
    let grade = 1 + place.some_of("B1.1-4", 3);
    let planted = if is_there { nth_of(&grades, grade) } else { "none" };
    if !is_there {
        let trap =
            place.one_of("B1.1-1 how", &[Trap::DeadLink, Trap::SoftNotFound, Trap::BareHeading]);
        let trap = trap.unwrap_or(Trap::BareHeading);
        for (point, planted) in [("B1.1-1", Planted::Is(false)), ("B1.1-4", Planted::Grade("none"))]
        {
            draft.plant_trapped(point, Ground::Site, planted, trap);
        }
        if trap == Trap::BareHeading {
            draft.trap(trap);
            draft.put(
                Ground::Site,
                &url,
                &Doc::new(title, vec![heading(title), text("来信请寄市政府办公室。")]),
            );
        } else {
            draft.put_broken(Ground::Site, &url, trap);
        }
        draft.link(Spot::Talk, Link::new(title, url));
        return false;
    }
    draft.plant("B1.1-1", Ground::Site, Planted::Is(true));
    draft.plant("B1.1-4", Ground::Site, Planted::Grade(planted));
    let mut fields = vec![
        ("来信主题", Field::Line("title")),
        ("来信内容", Field::Lines("content")),
        ("联系电话", Field::Line("phone")),
        ("验证码", Field::Line("code")),
    ];
    let mut blocks = vec![heading(title)];
    match planted {
        "id_upload" => fields.push(("上传身份证照片", Field::File("card"))),
        "own_register" => {
            let to = draft.column(Ground::Site, "zc");
            let doc = draft.form_page(
                Ground::Site,
                "用户注册",
                &[("用户名", Field::Line("name")), ("密码", Field::Secret("word"))],
            );
            draft.put(Ground::Site, &to, &doc);
            blocks.push(text("写信前须先注册本站账号并登录。"));
            blocks.push(Block::Links(vec![Link::new("注册", to)]));
            draft.mailbox_account = Some(false);
        }
        "unified_login" => {
            blocks.push(text("写信前须登录统一身份认证平台。"));
            blocks.push(Block::Links(vec![Link::new("统一身份认证登录", draft.login_url())]));
            draft.mailbox_account = Some(true);
        }
        _ => {}
    }
    let to = draft.file(Ground::Site, "do");
    blocks.push(Block::Form(Form::post(&to, "提交", &fields)));
    draft.put_rendered(Ground::Site, &url, &Doc::new(title, blocks));
    draft.link(Spot::Talk, Link::new(title, url));
    true
}

/// A kind of exchange with an open page; without, a link that leads nowhere or none.
fn kind(draft: &mut Draft<'_>, name: &str, title: &str, may_be: bool) -> bool {
    let is_there = may_be && draft.place.has(&format!("kind {name}"));
    if !is_there {
        if draft.place.rng(name).u32(0..3) == 0 {
            draft.trap(Trap::ScriptLink);
            draft.link(Spot::Talk, Link::new(title, "javascript:void(0)"));
        }
        return false;
    }
    let url = if name == "zxft" {
        let subjects = ["市水务局负责人谈节水", "市教育局负责人谈课后服务"];
        let list = Dated { title, subjects: &subjects, n_days: 100, gap: 30, shows_today: false };
        draft.dated_list(Ground::Site, name, &list)
    } else {
        let url = draft.column(Ground::Site, name);
        let doc = draft.form_page(
            Ground::Site,
            title,
            &[("主题", Field::Line("title")), ("内容", Field::Lines("content"))],
        );
        draft.put(Ground::Site, &url, &doc);
        url
    };
    draft.link(Spot::Talk, Link::new(title, url));
    true
}

/// B1.1-6.
fn hotline(draft: &mut Draft<'_>) -> bool {
    let title = draft.place.word(&["12345政务服务便民热线", "12345热线", "12345政务服务热线"]);
    let is_there = draft.place.has("B1.1-6");
    let mut url = draft.column(Ground::Site, "rx");
    if is_there {
        let doc = draft.form_page(
            Ground::Site,
            title,
            &[("诉求标题", Field::Line("title")), ("诉求内容", Field::Lines("content"))],
        );
        draft.put(Ground::Site, &url, &doc);
        draft.plant("B1.1-6", Ground::Site, Planted::Is(true));
    } else {
        let trap = draft
            .place
            .one_of("B1.1-6 how", &[Trap::SoftNotFound, Trap::BackHome, Trap::ScriptLink]);
        let trap = trap.unwrap_or(Trap::ScriptLink);
        draft.plant_trapped("B1.1-6", Ground::Site, Planted::Is(false), trap);
        if trap == Trap::ScriptLink {
            draft.trap(trap);
            "javascript:void(0)".clone_into(&mut url);
        } else {
            draft.put_broken(Ground::Site, &url, trap);
        }
    }
    draft.link(Spot::Talk, Link::new(title, url));
    is_there
}

/// B1.1-7, B3.3-3: ten consultations, some of the last year, some with a result.
fn consultations(draft: &mut Draft<'_>) {
    let place = draft.place;
    let title = place.word(&["民意征集", "意见征集", "网上征集"]);
    let n_recent = place.some_of("B1.1-7", 8);
    // A survey of the last year is a consultation as well.
    let n_surveys = usize::from(place.has("B3.3-4"));
    draft.plant("B1.1-7", Ground::Site, Planted::Count(count(n_recent + n_surveys)));
    let n_results = place.some_of("B3.3-3", 10);
    draft.plant("B3.3-3", Ground::Site, share(n_results, 10));
    let mut links = Vec::new();
    let (mut newest, mut nth_old) = (i64::MAX, 0);
    for nth in 0..10 {
        let n_days = if nth < n_recent {
            40 + i64::try_from(nth).unwrap_or_default() * 35
        } else {
            nth_old += 1;
            400 + nth_old * 40
        };
        newest = newest.min(n_days);
        let (day, end) = (Day::ago(n_days), Day::ago(n_days - 30));
        let subject = format!("关于征求{}意见的公告", nth_of(&SUBJECTS, nth));
        let url = draft.leaf(Ground::Site, "yjzj", day);
        let mut blocks = vec![
            heading(&*subject),
            text(format!(
                "征集时间：{} 至 {}　状态：已结束",
                day.written(Written::Iso),
                end.written(Written::Iso)
            )),
            text(PADDING),
        ];
        if (nth * 3 + 1) % 10 < n_results {
            let to = draft.leaf(Ground::Site, "jgfk", end);
            let name = format!("{}征集结果反馈", nth_of(&SUBJECTS, nth));
            let result = Doc::new(
                name.clone(),
                vec![heading(&*name), text("共收到意见12条，采纳情况：采纳9条，其余已作说明。")],
            );
            draft.put(Ground::Site, &to, &result);
            blocks.push(Block::Links(vec![Link::new(name, to)]));
        } else if nth % 4 == 0 {
            draft.trap(Trap::BareHeading);
            blocks.push(heading("结果反馈"));
        }
        draft.put(Ground::Site, &url, &Doc::new(subject.clone(), blocks));
        links.push(Link::new(subject, url).on(day));
    }
    let url = draft.column(Ground::Site, "yjzj");
    draft.put(Ground::Site, &url, &Doc::new(title, vec![heading(title), Block::Links(links)]));
    draft.link(Spot::Talk, Link::new(title, url));
}

const SUBJECTS: [&str; 10] = [
    "城市绿地管理办法",
    "电动车充电管理规定",
    "河道保护条例",
    "停车收费标准",
    "公交线网优化方案",
    "养犬管理规定",
    "农贸市场改造方案",
    "历史街区保护规划",
    "垃圾分类办法",
    "供热管理办法",
];

/// B3.3-4.
fn survey(draft: &mut Draft<'_>) -> bool {
    let place = draft.place;
    let is_there = place.has("B3.3-4");
    draft.plant("B3.3-4", Ground::Site, Planted::Is(is_there));
    let title = place.word(&["网上调查", "问卷调查", "满意度调查"]);
    if !is_there && place.number.is_multiple_of(2) {
        return false;
    }
    let n_days = if is_there { 60 + i64::from(place.rng("survey").u8(0..200)) } else { 800 };
    let (day, end) = (Day::ago(n_days), Day::ago(n_days - 20));
    let url = draft.column(Ground::Site, "wsdc");
    let to = draft.leaf(Ground::Site, "wsdc", day);
    let subject = "市民阅读习惯调查问卷";
    let form = Form::post(
        &draft.file(Ground::Site, "do"),
        "提交问卷",
        &[("您的年龄", Field::Line("age")), ("您的建议", Field::Lines("advice"))],
    );
    let when = format!("调查时间：{} 至 {}", day.written(Written::Iso), end.written(Written::Iso));
    draft.put(
        Ground::Site,
        &to,
        &Doc::new(subject, vec![heading(subject), text(when), Block::Form(form)]),
    );
    let link = Link::new(subject, to).on(day);
    draft.put(Ground::Site, &url, &Doc::new(title, vec![heading(title), Block::Links(vec![link])]));
    draft.link(Spot::Talk, Link::new(title, url));
    // An old survey is a page that is open all the same.
    true
}

/// B1.1-8.
fn notice(draft: &mut Draft<'_>, has_mailbox: bool) {
    let is_there = draft.place.has("B1.1-8");
    if is_there || has_mailbox {
        draft.plant("B1.1-8", Ground::Site, Planted::Is(is_there));
    } else {
        // It may stand where letters are written, and that cannot be had.
        draft.plant_trapped("B1.1-8", Ground::Site, Planted::Is(false), Trap::DeadLink);
    }
    let title = "写信须知";
    let mut blocks = vec![heading(title)];
    if is_there {
        blocks.push(text("受理范围：对本市政府工作的咨询、建议和投诉。"));
        blocks
            .push(text("办理时限：自收到来信之日起5个工作日内答复，情况复杂的15个工作日内答复。"));
    } else {
        draft.trap(Trap::BareLabel);
        blocks.push(text("受理范围："));
        blocks.push(text("请文明用语，如实反映情况。"));
    }
    let url = draft.column(Ground::Site, "xxxz");
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
    draft.link(Spot::Talk, Link::new(title, url));
}

/// B3.3-5.
fn rumours(draft: &mut Draft<'_>) {
    let place = draft.place;
    let title = place.word(&["辟谣平台", "应急预警", "辟谣专栏"]);
    let is_fresh = place.has("B3.3-5");
    draft.plant("B3.3-5", Ground::Site, Planted::Is(is_fresh));
    if !is_fresh && place.number.is_multiple_of(3) {
        return;
    }
    let n_days = if is_fresh { 5 + i64::from(place.rng("rumours").u8(0..70)) } else { 200 };
    let subjects = ["关于停水传言的说明", "大风蓝色预警信号"];
    let list = Dated { title, subjects: &subjects, n_days, gap: 20, shows_today: !is_fresh };
    let url = draft.dated_list(Ground::Site, "pyzl", &list);
    draft.link(Spot::Talk, Link::new(title, url));
}
