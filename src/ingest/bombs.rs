//! Archives made to hurt, and what is told about them: each is over in two seconds and leaves a message.

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::pack::samples::{gzip, tar, zip};
use super::{Page, Rules, page_text, read};

/// A page that reads as an article.
const PAGE: &str = "Harbour closes after storm\n\nThe harbour closed on Monday after a storm, officials said.\n\n\
                    Ships waited outside for two days, and the market stayed empty.\n";

fn pages(name: &str, bytes: &[u8]) -> Vec<Page> {
    read(Path::new(name), bytes, &Rules::default())
}

/// The paths of pages with the number of their articles, and the messages of what went wrong.
fn told(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let pages = pages(name, bytes);
    let shown = |page: &Page| format!("{} {}", page.path.display(), page.articles.len());
    let read = pages.iter().filter(|page| page.format.is_some()).map(shown).collect();
    let problems = pages.iter().filter(|page| page.passed_over.is_none()).flat_map(|page| {
        page.problems.iter().map(|problem| format!("{} {}", page.path.display(), problem.message))
    });
    (read, problems.collect())
}

#[test]
fn a_page_is_read_however_it_is_packed() {
    let page = PAGE.as_bytes();
    for (name, bytes, path) in [
        ("a.txt.gz", gzip(page), "a.txt.gz"),
        ("a.zip", zip(&[("b/c.txt", page)]), "a.zip!/b/c.txt"),
        ("a.tar", tar(&[("b/c.txt", page)]), "a.tar!/b/c.txt"),
        ("a.tgz", gzip(&tar(&[("b/c.txt", page)])), "a.tgz!/b/c.txt"),
        ("a.zip", zip(&[("b/c.txt.gz", &gzip(page))]), "a.zip!/b/c.txt.gz"),
        ("a.tgz", gzip(&tar(&[("c.txt.gz", &gzip(page))])), "a.tgz!/c.txt.gz"),
    ] {
        let (read, problems) = told(name, &bytes);
        assert_eq!((read, problems), (vec![format!("{path} 1")], vec![]), "{name}");
        let text = page_text(Path::new(name), &bytes, Path::new(path));
        assert_eq!(text.as_deref(), Some(PAGE), "{path}");
        assert_eq!(page_text(Path::new(name), &bytes, Path::new("a.zip!/gone")), None);
    }
}

#[test]
fn files_of_an_archive_come_in_the_order_of_their_names_and_the_last_of_a_name_counts() {
    let page = PAGE.as_bytes();
    let newer = PAGE.replace("Monday", "Tuesday");
    let entries = [("b.txt", page), ("a/z.txt", page), ("a.txt", page), ("b.txt", newer.as_bytes())];
    for (name, bytes) in [("x.tar", tar(&entries)), ("x.zip", zip(&entries))] {
        let found = pages(name, &bytes);
        let read: Vec<&Page> = found.iter().filter(|page| page.passed_over.is_none()).collect();
        let paths: Vec<String> = read.iter().map(|page| page.path.display().to_string()).collect();
        assert_eq!(paths, ["a/z.txt", "a.txt", "b.txt"].map(|path| format!("{name}!/{path}")));
        assert!(read[2].articles[0].body[0].text.contains("Tuesday"), "{name}");
    }
}

#[test]
fn what_is_no_news_is_passed_over_in_an_archive_as_in_a_folder() {
    let bytes = zip(&[
        ("README.md", b"About"),
        (".hidden/a.txt", PAGE.as_bytes()),
        ("__MACOSX/a.txt", b"\0\x05\x16\x07"),
        ("picture.png", b"\x89PNG\r\n\x1A\n\0\0"),
        ("a.txt", PAGE.as_bytes()),
    ]);
    let found = pages("x.zip", &bytes);
    let reasons: Vec<_> = found.iter().filter_map(|page| page.passed_over).map(super::Reason::name).collect();
    assert_eq!(reasons, ["hidden", "readme", "hidden", "binary"]);
    assert_eq!(told("x.zip", &bytes).1, Vec::<String>::new());
}

#[test]
fn books_and_crawls_give_their_pages_with_what_they_say_of_them() {
    let sentence = "The harbour closed on Monday after a storm, and ships waited outside for days. ";
    let chapter = format!("<html><body><h1>Harbour closes</h1><p>{}</p></body></html>", sentence.repeat(4));
    let package = "<package><metadata><date>2023-11-10</date></metadata><manifest><item id='a' href='a.xhtml'/>\
                   <item id='c' href='cover.xhtml'/></manifest><spine><itemref idref='c'/><itemref idref='a'/></spine></package>";
    let book = zip(&[
        ("META-INF/container.xml", b"<rootfile full-path='O/p.opf'/>"),
        ("O/p.opf", package.as_bytes()),
        ("O/cover.xhtml", b"<html><body><p>News</p></body></html>"),
        ("O/a.xhtml", chapter.as_bytes()),
    ]);
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{chapter}");
    let crawl = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/b?c\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    for (name, bytes, path) in [
        ("x.epub", book, "x.epub!/O/a.xhtml"),
        ("x.warc.gz", gzip(crawl.as_bytes()), "x.warc.gz!/1/a.example/b"),
    ] {
        let found = pages(name, &bytes);
        let read: Vec<&Page> = found.iter().filter(|page| page.passed_over.is_none()).collect();
        assert_eq!(read.len(), 1, "{found:?}");
        assert_eq!(read[0].path, Path::new(path));
        let article = &read[0].articles[0];
        assert_eq!(article.headline.text.as_str(), "Harbour closes");
        let dated = article.dates.published.map(|dated| dated.date.to_string());
        let address = article.url.as_deref();
        assert!(
            dated.as_deref() == Some("2023-11-10") || address == Some("http://a.example/b?c"),
            "{article:?}"
        );
        assert!(
            page_text(Path::new(name), &bytes, Path::new(path)).is_some_and(|text| text.contains("<h1>"))
        );
    }
}

/// A tar header that claims far more bytes than follow it.
fn boastful_tar() -> Vec<u8> {
    let mut header = tar_header("a.txt", tar::EntryType::Regular);
    header.set_size(1 << 40);
    header.set_cksum();
    [header.as_bytes(), PAGE.as_bytes()].concat()
}

fn tar_header(name: &str, kind: tar::EntryType) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_path(name).unwrap();
    header.set_entry_type(kind);
    header.set_size(0);
    header.set_cksum();
    header
}

#[test]
fn every_bomb_is_defused_in_time_and_told() {
    let zeros = vec![0_u8; 8 << 20];
    let letters = vec![b'a'; 8 << 20];
    let many: Vec<String> = (0..20_000).map(|number| format!(".{number:05}.txt")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (&**name, &b"Rain"[..])).collect();
    let nested = zip(&[("b.zip", &zip(&[("c.zip", &zip(&[("d.txt", b"Rain")]))]))]);
    let truncated = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let noise: Vec<u8> =
        (0..40_000_u32).flat_map(|number| number.wrapping_mul(number).to_string().into_bytes()).collect();
    for (what, name, bytes, message) in [
        ("zip of zeros", "a.zip", zip(&[("b.txt", &zeros)]), "a.zip!/b.txt swells to more than 200 times"),
        (
            "zip of letters",
            "a.zip",
            zip(&[("b.txt", &letters)]),
            "a.zip!/b.txt swells to more than 200 times",
        ),
        ("gzip of letters", "a.txt.gz", gzip(&letters), "a.txt.gz swells to more than 200 times"),
        ("gzip in gzip", "a.txt.gz", gzip(&gzip(&letters)), "a.txt.gz is compressed twice"),
        (
            "tar of letters",
            "a.tgz",
            gzip(&tar(&[("b.txt", &letters)])),
            "a.tgz swells to more than 200 times",
        ),
        ("zip in zip", "a.zip", nested, "a.zip!/b.zip is an archive in an archive"),
        (
            "tar in zip",
            "a.zip",
            zip(&[("b.tar", &tar(&[("c", b"")]))]),
            "a.zip!/b.tar is an archive in an archive",
        ),
        ("many entries", "a.zip", zip(&many), "a.zip holds more than 10,000 files"),
        ("many entries in tar", "a.tar", tar(&many), "a.tar holds more than 10,000 files"),
        ("huge claim", "a.tar", boastful_tar(), "a.tar is damaged or cut off"),
        ("cut zip", "a.zip", truncated(zip(&[("b.txt", &noise)])), "a.zip is damaged or cut off"),
        ("cut gzip", "a.txt.gz", truncated(gzip(&noise)), "a.txt.gz is damaged or cut off"),
        ("cut tar", "a.tar", truncated(tar(&[("b.txt", &noise)])), "a.tar is damaged or cut off"),
        ("cut tgz", "a.tgz", truncated(gzip(&tar(&[("b.txt", &noise)]))), "a.tgz is damaged or cut off"),
        ("empty zip", "a.zip", zip(&[]), "a.zip holds no files"),
    ] {
        let begun = Instant::now();
        let (_, problems) = told(name, &bytes);
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(2), "{what} took {took:?}");
        assert!(problems.iter().any(|problem| problem.starts_with(message)), "{what}: {problems:?}");
    }
}

#[test]
fn links_and_devices_of_an_archive_are_passed_over() {
    let mut archive = tar::Builder::new(Vec::new());
    let mut link = tar_header("link.txt", tar::EntryType::Symlink);
    archive.append_link(&mut link, "link.txt", "/etc/passwd").unwrap();
    archive.append(&tar_header("device", tar::EntryType::Char), &[][..]).unwrap();
    archive.append(&tar_header("folder/", tar::EntryType::Directory), &[][..]).unwrap();
    let bytes = archive.into_inner().unwrap();
    let reasons: Vec<_> =
        pages("a.tar", &bytes).iter().filter_map(|page| page.passed_over).map(super::Reason::name).collect();
    assert_eq!(reasons, ["special", "link"]);
}

/// Small archives of every kind.
fn archives() -> Vec<(&'static str, Vec<u8>)> {
    let page = PAGE.as_bytes();
    let crawl = format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{PAGE}\r\n\r\n",
        PAGE.len()
    );
    vec![
        ("a.zip", zip(&[("b.txt", page), ("c.txt", b"Rain")])),
        ("a.tar", tar(&[("b.txt", page), ("c.txt", b"Rain")])),
        ("a.tgz", gzip(&tar(&[("b.txt", page)]))),
        ("a.txt.gz", gzip(page)),
        ("a.txt.zst", ruzstd::encoding::compress_to_vec(page, ruzstd::encoding::CompressionLevel::Fastest)),
        ("a.warc.gz", gzip(crawl.as_bytes())),
        ("a.warc", crawl.into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_make_reading_fail(
        which in 0..7_usize,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..12),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let (name, mut bytes) = archives().swap_remove(which);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let found = pages(name, &bytes);
        prop_assert!(!found.is_empty());
        prop_assert_eq!(&found, &pages(name, &bytes));
        for page in &found {
            let path = page.path.to_string_lossy();
            prop_assert!(path.starts_with(name) && !path.contains("/../"), "{}", path);
        }
    }
}
