//! What the register tells the rules: document letters, office telephones, the county government and its office.

use std::collections::{HashMap, HashSet};

use crate::model::{DocumentNumber, Item, OrganIx, OrganKind, Portal};

/// The register, seen from the documents' side.
pub(in crate::audit) struct Offices<'p> {
    prefixes: HashMap<&'p str, Vec<OrganIx>>,
    telephones: HashSet<String>,
    policy_makers: Vec<OrganIx>,
}

impl<'p> Offices<'p> {
    pub(super) fn new(portal: &'p Portal) -> Self {
        let register = &portal.site.register;
        let mut prefixes: HashMap<&str, Vec<OrganIx>> = HashMap::new();
        let mut telephones = HashSet::new();
        for (ix, organ) in register.iter() {
            for prefix in &organ.prefixes {
                prefixes.entry(prefix.trim()).or_default().push(ix);
            }
            for written in [&organ.phone, &organ.fax].into_iter().flatten() {
                telephones.extend(numbers_in(written));
            }
        }
        let contact = portal.site.settings.contact.as_deref();
        telephones.extend(contact.into_iter().flat_map(numbers_in));
        let governments: Vec<(OrganIx, String)> = register
            .iter()
            .filter(|(_, organ)| organ.kind == OrganKind::Government)
            .map(|(ix, organ)| (ix, format!("{}办公室", organ.name)))
            .collect();
        let offices = governments
            .iter()
            .filter_map(|(_, office)| register.find(office));
        Self {
            prefixes,
            telephones,
            policy_makers: governments
                .iter()
                .map(|(ix, _)| *ix)
                .chain(offices)
                .collect(),
        }
    }

    /// The organs whose letters these are.
    pub(in crate::audit) fn with_prefix(&self, prefix: &str) -> &[OrganIx] {
        self.prefixes.get(prefix).map_or(&[], Vec::as_slice)
    }

    /// Whether a document of this number was issued by an organ of the register, so that it should
    /// be on this platform; 国办发 and 浙政发 are not.
    pub(in crate::audit) fn issued_here(&self, number: &DocumentNumber) -> bool {
        self.prefixes.contains_key(number.prefix.as_str())
    }

    /// Whether these digits are an office's telephone on the register or in the settings.
    pub(in crate::audit) fn is_office_telephone(&self, digits: &str) -> bool {
        self.telephones.contains(digits)
    }

    /// Whether the organ is the county government or its office.
    pub(in crate::audit) fn makes_policy(&self, organ: OrganIx) -> bool {
        self.policy_makers.contains(&organ)
    }

    /// Whether the item is issued in the name of the county government or of its office.
    pub(in crate::audit) fn is_by_government(&self, portal: &Portal, item: &Item) -> bool {
        portal
            .organs_of(item)
            .any(|organ| self.policy_makers.contains(&organ))
    }
}

/// The digits of each number in a field such as `0576-83888888、13900000000（办公手机）`.
fn numbers_in(written: &str) -> Vec<String> {
    written
        .split(|c: char| !(c.is_ascii_digit() || c == '-' || c == ' '))
        .map(|part| part.chars().filter(char::is_ascii_digit).collect())
        .filter(|digits: &String| digits.len() >= 7)
        .collect()
}
