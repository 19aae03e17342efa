//! Bodies the rows are made of.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

/// A page by which a probe sees that it came whole and was read rightly.
pub const GOOD: &str = "<!DOCTYPE html><html><head><title>示例市人民政府</title></head><body>\
    <h1>示例市人民政府门户网站</h1><ul><li><a href=/zwgk/>政务公开</a><li><a href=/bsfw/>办事服务</a>\
    <li><a href=/hdjl/>互动交流</a></ul><p>市政府召开常务会议，研究部署优化营商环境工作。\
    <p>网站标识码：4401000001 主办单位：示例市人民政府办公室</p></body></html>";

/// The same in GBK.
pub fn good_gbk() -> Vec<u8> {
    encoding_rs::GBK.encode(GOOD).0.into_owned()
}

/// A body as one gzip member, packed as tightly as it goes.
///
/// # Panics
///
/// Never: memory does not fail to be written.
pub fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(body).and_then(|()| encoder.finish());
    packed.unwrap_or_default()
}
