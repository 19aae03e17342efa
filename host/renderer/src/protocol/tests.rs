use proptest::prelude::*;
use tokio::io::{AsyncWriteExt as _, DuplexStream};

use super::*;

#[track_caller]
fn check<T>(message: &T, line: &str)
where
    T: Serialize + serde::de::DeserializeOwned + PartialEq + fmt::Debug,
{
    let encoded = encode(message).unwrap();
    assert_eq!(String::from_utf8(encoded.clone()).unwrap(), format!("{line}\n"));
    assert_eq!(&decode::<T>(encoded.trim_ascii_end()).unwrap(), message);
}

#[test]
fn the_host_speaks() {
    let order = Order { page: 7, url: "http://a.gov.cn/".to_owned(), limits: Limits::default() };
    check(
        &ToRenderer::Render(order),
        r#"{"render":{"page":7,"url":"http://a.gov.cn/","limits":{"requests_max":200,"bytes_max":33554432,"load_ms_max":15000,"quiet_ms":500,"settle_ms_max":10000,"dom_bytes_max":8388608,"screenshot_bytes_max":8388608,"viewport_width":1280,"viewport_height":800}}}"#,
    );
    let content = Answer::Content {
        status: 200,
        headers: vec![("Content-Type".to_owned(), "text/html".to_owned())],
        body: vec![0, 255, 10],
    };
    check(
        &ToRenderer::Answer { page: 7, request: 1, answer: content },
        r#"{"answer":{"page":7,"request":1,"answer":{"content":{"status":200,"headers":[["Content-Type","text/html"]],"body":"AP8K"}}}}"#,
    );
    let refusal = Answer::Refuse { reason: "robots".to_owned() };
    check(
        &ToRenderer::Answer { page: 7, request: 2, answer: refusal },
        r#"{"answer":{"page":7,"request":2,"answer":{"refuse":{"reason":"robots"}}}}"#,
    );
}

#[test]
fn the_renderer_speaks() {
    check(&FromRenderer::Ready { version: VERSION }, r#"{"ready":{"version":2}}"#);
    let need = Need {
        page: 7,
        request: 1,
        url: "http://a.gov.cn/".to_owned(),
        method: "GET".to_owned(),
        kind: Kind::Document,
    };
    check(
        &FromRenderer::Need(need),
        r#"{"need":{"page":7,"request":1,"url":"http://a.gov.cn/","method":"GET","kind":"document"}}"#,
    );
    let outcome = Outcome::Answered { status: 200, n_bytes: 3 };
    let request = Request {
        url: "http://a.gov.cn/".to_owned(),
        method: "GET".to_owned(),
        kind: Kind::Data,
        outcome,
    };
    let traffic =
        Traffic { requests: vec![request], console: vec!["错".to_owned()], n_console_left_out: 0 };
    let class = FailureClass::TooManyRequests;
    check(
        &FromRenderer::Failed(Failed { page: 7, class, note: "201".to_owned(), traffic }),
        r#"{"failed":{"page":7,"class":"too-many-requests","note":"201","traffic":{"requests":[{"url":"http://a.gov.cn/","method":"GET","kind":"data","outcome":{"answered":{"status":200,"n_bytes":3}}}],"console":["错"],"n_console_left_out":0}}}"#,
    );
    let rendered = Rendered {
        page: 7,
        url: "http://a.gov.cn/".to_owned(),
        dom: "<!DOCTYPE html>\n<p>一</p>".to_owned(),
        screenshot: b"PNG".to_vec(),
        is_settled: true,
        browser: "Chrome/1".to_owned(),
        n_script_errors: 3,
        first_view_ms: Some(812),
        traffic: Traffic::default(),
    };
    check(
        &FromRenderer::Rendered(Box::new(rendered)),
        r#"{"rendered":{"page":7,"url":"http://a.gov.cn/","dom":"<!DOCTYPE html>\n<p>一</p>","screenshot":"UE5H","is_settled":true,"browser":"Chrome/1","n_script_errors":3,"first_view_ms":812,"traffic":{"requests":[],"console":[],"n_console_left_out":0}}}"#,
    );
}

#[test]
fn names_of_failures_are_those_of_the_protocol() {
    let classes = [
        FailureClass::NoBrowser,
        FailureClass::BrowserCrashed,
        FailureClass::RenderTimeout,
        FailureClass::TooManyRequests,
        FailureClass::TooLarge,
        FailureClass::NoDocument,
        FailureClass::Protocol,
    ];
    for class in classes {
        assert_eq!(serde_json::to_string(&class).unwrap(), format!("\"{class}\""));
    }
}

#[test]
fn rubbish_is_named() {
    #[track_caller]
    fn check(line: &[u8], message: &str) {
        assert_eq!(decode::<FromRenderer>(line).unwrap_err().to_string(), message);
    }
    check(b"", "a message that is not of the protocol");
    check(b"{}", "a message that is not of the protocol");
    check(b"{\"need\":{}}", "a message that is not of the protocol");
    check(b"{\"ready\":{\"version\":1}} more", "a message that is not of the protocol");
    check(b"{\"ready\":\xff", "a message that is no UTF-8");
    let screenshot = br#"{"rendered":{"page":1,"url":"","dom":"","screenshot":"=","is_settled":true,"browser":"","n_script_errors":0,"first_view_ms":null,"traffic":{"requests":[],"console":[],"n_console_left_out":0}}}"#;
    check(screenshot, "a message that is not of the protocol");
}

#[test]
fn a_viewport_has_pixels_and_not_too_many() {
    #[track_caller]
    fn check(viewport_width: u32, viewport_height: u32, expected: bool) {
        let limits = Limits { viewport_width, viewport_height, ..Limits::default() };
        assert_eq!(limits.has_viewport(), expected);
    }
    check(1280, 800, true);
    check(4096, 4096, true);
    check(4096, 4097, false);
    check(0, 800, false);
    check(u32::MAX, u32::MAX, false);
}

fn pair(bytes_max: usize) -> (Duplex<DuplexStream, DuplexStream>, DuplexStream, DuplexStream) {
    let (reader, their_writer) = tokio::io::duplex(8);
    let (writer, their_reader) = tokio::io::duplex(8);
    (Duplex::new(reader, writer, b'\n', bytes_max), their_writer, their_reader)
}

/// What is heard of `sent`, message by message, and how it ends.
fn heard(sent: &[u8], bytes_max: usize) -> String {
    block_on(async {
        let (mut duplex, mut theirs, _reader) = pair(bytes_max);
        let sending = async move { theirs.write_all(sent).await };
        let hearing = async move {
            let mut all = String::new();
            loop {
                match duplex.hear().await {
                    Ok(Some(line)) => {
                        all.push_str(&String::from_utf8_lossy(&line));
                        all.push('|');
                    }
                    Ok(None) => return all + "end",
                    Err(error) => return all + &error.to_string(),
                }
            }
        };
        tokio::join!(sending, hearing).1
    })
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn messages_are_cut_at_their_ends() {
    assert_eq!(heard(b"", 9), "end");
    assert_eq!(heard(b"\n", 9), "|end");
    assert_eq!(heard(b"one\ntwo and more\nthree\n", 12), "one|two and more|three|end");
    assert_eq!(heard(b"one\ntw", 9), "one|the other side ended within a message of 2 bytes so far");
    assert_eq!(heard(b"123456789\n", 9), "123456789|end");
    assert_eq!(heard(b"1234567890\n", 9), "a message of more than 9 bytes");
    assert_eq!(heard(&[b'x'; 4096], 99), "a message of more than 99 bytes");
}

/// Pipes of eight bytes, and both sides say a thousand before they are listened to.
#[test]
fn two_sides_with_much_to_say_do_not_block() {
    block_on(async {
        let (reader_a, writer_b) = tokio::io::duplex(8);
        let (reader_b, writer_a) = tokio::io::duplex(8);
        let mut a = Duplex::new(reader_a, writer_a, b'\n', 2000);
        let mut b = Duplex::new(reader_b, writer_b, b'\n', 2000);
        let long = [[b'x'; 1000].as_slice(), b"\n"].concat();
        a.send(&long);
        b.send(&long);
        let (from_b, from_a) =
            tokio::join!(async { (a.hear().await.unwrap().unwrap(), a.flush().await).0 }, async {
                (b.hear().await.unwrap().unwrap(), b.flush().await).0
            });
        assert_eq!((from_a.len(), from_b.len()), (1000, 1000));
    });
}

proptest! {
    #[test]
    fn no_line_panics(line in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode::<FromRenderer>(&line);
        let _ = decode::<ToRenderer>(&line);
    }

    #[test]
    fn an_answer_survives(status in 200_u16..600, body in proptest::collection::vec(any::<u8>(), 0..300), name in ".*", value in ".*") {
        let answer = Answer::Content { status, headers: vec![(name, value)], body };
        let message = ToRenderer::Answer { page: 1, request: 2, answer };
        prop_assert_eq!(decode::<ToRenderer>(&encode(&message).unwrap()).unwrap(), message);
    }
}
