//! Phrases in quotation marks in scripts that are written without spaces are found where they are printed.

use crate::reader::{Reader, folder};

/// Three articles as rows of a data file.
const ARTICLES: &str = r#"{"title":"日本の首相が訪問","text":"首相は水曜日、経済協力について会談した。北約NATO会議にも出席する予定で、日本の首相の訪問は三年ぶりとなる。"}
{"title":"นายกรัฐมนตรีเยือนลาว","text":"รัฐมนตรีกล่าวว่าความร่วมมือทางเศรษฐกิจจะดำเนินต่อไปในปีหน้าตามแผนเดิมของรัฐบาล"}
{"title":"Prices of gasoline rise","text":"The prices of gasoline rose again in the harbour on Monday, and nobody knew why."}
"#;

#[test]
fn what_is_in_quotation_marks_is_found_where_a_script_parts_no_words() {
    let folder = folder(&[("all.jsonl", ARTICLES)]);
    for (typed, found) in [
        ("\"日本の首相\"", vec!["日本の首相が訪問"]),
        ("\"首相が訪問\"", vec!["日本の首相が訪問"]),
        ("\"の首相が\"", vec!["日本の首相が訪問"]),
        ("text:\"経済協力\"", vec!["日本の首相が訪問"]),
        ("\"水曜日、経済協力\"", vec!["日本の首相が訪問"]),
        ("\"NATO\"", vec!["日本の首相が訪問"]),
        ("\"NAT\"", vec![]),
        ("\"日本 首相\"", vec![]),
        ("\"รัฐมนตรี\"", vec!["นายกรัฐมนตรีเยือนลาว"]),
        ("\"gas\"", vec![]),
        ("\"of gasoline\"", vec!["Prices of gasoline rise"]),
        ("\"of gas\"", vec![]),
    ] {
        let mut reader = Reader::open(&[folder.path()], (120, 24));
        reader.press("/").types(typed);
        let headlines: Vec<String> = reader.listed().iter().map(|row| row.headline.to_string()).collect();
        assert_eq!(headlines, found, "{typed}");
    }
}
