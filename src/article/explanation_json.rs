//! The object that tells programs why an article has its tags; `docs/json.md` describes it.

use serde_json::{Value, json};

use super::json::rounded;
use super::{Account, ArticleId, Explanation, PassedOver, Ruling, Shortfall, Spot, Witness};

impl Explanation {
    /// The explanation as an object, beside the id of its article.
    pub fn value(&self, id: ArticleId) -> Value {
        let all = |accounts: &[Account], shape: fn(&Account) -> Value| -> Vec<Value> {
            accounts.iter().map(shape).collect()
        };
        json!({
            "id": id.to_string(),
            "countries": all(&self.countries, account),
            "regions": all(&self.regions, region),
            "topics": all(&self.topics, account),
            "passed_over": self.passed_over.iter().map(passed_over).collect::<Vec<_>>(),
        })
    }
}

fn account(account: &Account) -> Value {
    json!({
        "code": account.code,
        "label": account.label,
        "weight": rounded(account.score),
        "about": account.ruling == Ruling::About,
        "shortfall": shortfall(account),
        "words": account.words.iter().map(witness).collect::<Vec<_>>(),
    })
}

fn region(region: &Account) -> Value {
    let mut value = account(region);
    let countries = region.countries.iter();
    let countries: Vec<Value> = countries
        .map(|share| json!({"code": share.code, "label": share.label, "weight": rounded(share.weight)}))
        .collect();
    value["countries"] = Value::Array(countries);
    value
}

fn shortfall(account: &Account) -> Value {
    let Ruling::Mentioned(shortfall) = account.ruling else { return Value::Null };
    let words = account.shortfall_in_words();
    match shortfall {
        Shortfall::OnlyCaptions => json!({"kind": "only-captions", "words": words}),
        Shortfall::TooLittle { least } => {
            json!({"kind": "too-little", "least": rounded(least), "words": words})
        }
        Shortfall::SmallShare { strongest, share } => json!({
            "kind": "small-share",
            "strongest": rounded(strongest),
            "share": rounded(share),
            "words": words,
        }),
        Shortfall::Outnumbered => json!({"kind": "outnumbered", "words": words}),
    }
}

fn witness(witness: &Witness) -> Value {
    json!({
        "text": witness.text,
        "rule": witness.rule.code(),
        "weight": rounded(witness.weight),
        "count": witness.spots.len(),
        "places": witness.spots.iter().map(place).collect::<Vec<_>>(),
        "rather_than": witness.rather_than,
        "decided_by": witness.decided_by,
    })
}

fn passed_over(over: &PassedOver) -> Value {
    json!({
        "text": over.text,
        "reason": over.reason.code(),
        "words": over.reason.words(),
        "within": over.within,
        "count": over.spots.len(),
        "places": over.spots.iter().map(place).collect::<Vec<_>>(),
    })
}

fn place(spot: &Spot) -> Value {
    json!({
        "place": spot.place.code(),
        "number": spot.place.number(),
        "bytes": [spot.range.start, spot.range.end],
    })
}
