//! Shows what is planted in a region of the synthetic country, or one of its pages as it is sent:
//! `cargo run -p tests --example show_country -- --seed 1 900100 A3.1-3`, or an address for a point.

use std::env;
use std::error::Error;
use std::io::Write as _;

use tests::country::{Answer, Country, REGIONS_MAX};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut seed, mut words) = (1, Vec::new());
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => seed = args.next().ok_or("--seed wants a number")?.parse()?,
            _ => words.push(arg),
        }
    }
    let code = words.first().ok_or("usage: show_country [--seed N] CODE [POINT | ADDRESS]")?;
    let country = Country::new(seed, REGIONS_MAX);
    let number = (0..REGIONS_MAX).find(|number| country.place(*number).code == *code);
    let region = country.region(number.ok_or("no region has this code")?);
    let mut out = std::io::stdout().lock();
    let asked = words.get(1).map_or("", String::as_str);
    if asked.starts_with("https://") {
        let sheets = region.sheets.iter().filter(|sheet| sheet.url == asked);
        for sheet in sheets {
            match &sheet.answer {
                Answer::Page { status, kind, body } => {
                    writeln!(out, "{status} {kind}\n")?;
                    out.write_all(body)?;
                }
                Answer::Moved { status, to } => writeln!(out, "{status} {to}")?,
                Answer::Dead { failure } => writeln!(out, "{failure}")?,
            }
            if let Some(html) = &sheet.rendered {
                writeln!(out, "\n\nrendered:\n{html}")?;
            }
        }
        return Ok(());
    }
    let place = &region.place;
    writeln!(
        out,
        "{} {} {} {:?} quality {:.2}",
        place.code,
        place.city(),
        place.template(),
        place.fate,
        place.quality
    )?;
    for (point, truth) in
        region.truths.iter().filter(|(point, _)| asked.is_empty() || **point == asked)
    {
        writeln!(out, "{point} {:?} on {:?} {:?}", truth.planted, truth.ground, truth.trap)?;
    }
    for sheet in region.sheets.iter().filter(|_| asked.is_empty()) {
        let rendered = if sheet.rendered.is_some() { "rendered too" } else { "" };
        let what = match &sheet.answer {
            Answer::Page { status, body, .. } => format!("{status} {} bytes", body.len()),
            Answer::Moved { status, to } => format!("{status} {to}"),
            Answer::Dead { failure } => (*failure).to_owned(),
        };
        writeln!(out, "{} {what} {rendered}", sheet.url)?;
    }
    Ok(())
}
