//! The browser has no network: whatever it tries comes to the host, or nowhere.

use std::net::{TcpListener, UdpSocket};

use bluebook_renderer::protocol::Limits;

use super::stage::{Stage, html, json, outcomes, refuse, stage};

/// A page that tries what it can against this machine.
#[test]
fn nothing_gets_out() {
    let Some(mut stage) = stage("nothing_gets_out") else { return };
    let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    tcp.set_nonblocking(true).unwrap();
    udp.set_nonblocking(true).unwrap();
    let (tcp_port, udp_port) = (tcp.local_addr().unwrap().port(), udp.local_addr().unwrap().port());
    let page = format!(
        "<link rel=preconnect href='http://127.0.0.1:{tcp_port}/'>
        <link rel=dns-prefetch href='http://localhost:{tcp_port}/'>
        <link rel=prefetch href='http://127.0.0.1:{tcp_port}/prefetch'>
        <link rel=icon href='http://127.0.0.1:{tcp_port}/icon.png'>
        <link rel=manifest href='http://127.0.0.1:{tcp_port}/manifest.json'>
        <script type=speculationrules>{{ \"prefetch\": [{{ \"urls\": [\"http://127.0.0.1:{tcp_port}/soon\"] }}],
            \"prerender\": [{{ \"urls\": [\"/prerendered\"] }}] }}</script>
        <style>@import 'http://127.0.0.1:{tcp_port}/a.css'; p {{ background: url(http://127.0.0.1:{tcp_port}/b.png) }}</style>
        <p></p><img src='http://localhost:{tcp_port}/i.png'>
        <iframe src='http://[::1]:{tcp_port}/f'></iframe><script>
        const at = 'http://127.0.0.1:{tcp_port}';
        fetch(at + '/f').then(r => r.text()).then(t => document.querySelector('p').textContent = t);
        new WebSocket('ws://127.0.0.1:{tcp_port}/s');
        new EventSource(at + '/e');
        const source = `fetch('${{at}}/worker').catch(() => 0); new WebSocket('ws://127.0.0.1:{tcp_port}/w')`;
        new Worker(URL.createObjectURL(new Blob([source])));
        const rtc = new RTCPeerConnection({{ iceServers: [
            {{ urls: 'stun:127.0.0.1:{udp_port}' }},
            {{ urls: 'turn:127.0.0.1:{tcp_port}?transport=tcp', username: 'a', credential: 'b' }} ] }});
        rtc.createDataChannel('a');
        rtc.createOffer().then(offer => rtc.setLocalDescription(offer));
        try {{ new WebTransport('https://127.0.0.1:{udp_port}/') }} catch {{}}
        try {{ navigator.serviceWorker.register('/sw.js') }} catch {{}}
        </script>"
    );
    let asked = format!("http://127.0.0.1:{tcp_port}/f");
    // A worker takes its time to start on a machine with much to do.
    let limits = Limits { quiet_ms: 2000, ..Limits::default() };
    let rendered = stage
        .render(limits, |need| {
            Some(match need.url.as_str() {
                "http://a.gov.cn/" => html(&page),
                url if url == asked => json("from the host"),
                _ => refuse("not-there"),
            })
        })
        .unwrap();
    assert!(rendered.dom.contains("<p>from the host</p>"), "{}", rendered.dom);
    assert!(stage.has_asked(&format!("http://127.0.0.1:{tcp_port}/worker")), "{:?}", stage.asked);
    let socket = format!("ws://127.0.0.1:{tcp_port}/s");
    assert_eq!(outcomes(&rendered.traffic, &socket), ["socket-refused"]);
    assert!(stage.end().success());
    assert!(tcp.accept().is_err(), "a connection got out");
    assert!(udp.recv(&mut [0; 64]).is_err(), "a datagram got out");
}

#[track_caller]
fn check_refused(stage: &mut Stage, script: &str, url: &str, reason: &str) {
    let rendered = stage.page(&format!("<p>still</p><script>{script}</script>")).unwrap();
    assert!(rendered.dom.contains("<p>still</p>"), "{}", rendered.dom);
    let refused = outcomes(&rendered.traffic, url);
    assert!(refused.contains(&reason.to_owned()), "{script}: {refused:?} {:?}", rendered.traffic);
    assert!(!stage.has_asked(url) || reason == "not-there");
}

#[test]
fn what_is_refused_is_named() {
    let Some(mut stage) = stage("what_is_refused_is_named") else { return };
    let post = "fetch('/apply', { method: 'POST', body: 'x' })";
    check_refused(&mut stage, post, "http://a.gov.cn/apply", "method-refused");
    let beacon = "navigator.sendBeacon('/seen', 'x')";
    check_refused(&mut stage, beacon, "http://a.gov.cn/seen", "method-refused");
    let preflight = "fetch('http://b.gov.cn/', { headers: { 'X-A': '1' } })";
    check_refused(&mut stage, preflight, "http://b.gov.cn/", "method-refused");
    let socket = "new WebSocket('ws://b.gov.cn/')";
    check_refused(&mut stage, socket, "ws://b.gov.cn/", "socket-refused");
    check_refused(&mut stage, "open('http://b.gov.cn/')", "http://b.gov.cn/", "popup-refused");
    check_refused(&mut stage, "fetch('/none')", "http://a.gov.cn/none", "not-there");
}

#[test]
fn a_form_that_sends_itself_sends_nothing() {
    let Some(mut stage) = stage("a_form_that_sends_itself_sends_nothing") else { return };
    let form = "<form method=post action=/send><input name=a></form><script>document.forms[0].submit()</script>";
    let failed = stage.page(form).unwrap_err();
    assert_eq!((failed.class.name(), stage.asked.len()), ("no-document", 1), "{failed:?}");
    assert_eq!(outcomes(&failed.traffic, "http://a.gov.cn/send"), ["method-refused"]);
}

#[test]
fn dialogs_do_not_block() {
    let Some(mut stage) = stage("dialogs_do_not_block") else { return };
    let page = "<p></p><script>alert(1); const said = [confirm(2), prompt(3)]; print();
        document.querySelector('p').textContent = said;
        setInterval(() => alert(4), 5)</script>";
    let rendered = stage.page(page).unwrap();
    assert!(rendered.dom.contains("<p>false,</p>"), "{}", rendered.dom);
}
