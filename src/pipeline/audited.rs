//! What a survey's audit has to say, put together for the reports.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use super::texts::Texts;
use crate::model::{
    Artifact, Audit, AuditReport, Diagnostic, KeyWriter, Portal, RuleCard, Scope, SitePath,
};
use crate::{audit, load};

/// The folder of a published audit.
const PUBLISHED: &str = "internal-audit";

/// What the rules have to say of the platform, the attachments below `root` read too.
///
/// # Errors
/// When the text of an item could not be read again.
pub fn audit(root: &Path, portal: &Portal) -> Result<Audit> {
    audit_reading(&Texts::new(root, portal))
}

fn audit_reading(texts: &Texts<'_>) -> Result<Audit> {
    let audit = audit::audit(texts.portal, &|path| texts.of(path));
    texts.portal.site.lost.check()?;
    Ok(audit)
}

/// What can be said of items while the settings, the register or the seeds are at fault: what rules find that
/// [read nothing else](audit::Rule::is_of_words).
///
/// # Errors
/// As [`audit`].
pub fn findings_in_words(root: &Path, portal: &Portal) -> Result<Vec<Diagnostic>> {
    let rules = audit::rules().iter().filter(|rule| rule.is_of_words());
    let codes: Vec<String> = rules.map(|rule| rule.code.to_owned()).collect();
    findings_of(&Texts::new(root, portal), &codes)
}

/// What is found that the site's settings do not let into the public (`build.deny`).
///
/// # Errors
/// As [`audit`].
pub fn denied(root: &Path, portal: &Portal) -> Result<Vec<Diagnostic>> {
    denied_reading(&Texts::new(root, portal))
}

/// As [`denied`].
pub(super) fn denied_reading(texts: &Texts<'_>) -> Result<Vec<Diagnostic>> {
    let codes = texts.portal.site.settings.build.deny.iter();
    let codes: Vec<String> = codes.map(|code| code.value.clone()).collect();
    findings_of(texts, &codes)
}

fn findings_of(texts: &Texts<'_>, codes: &[String]) -> Result<Vec<Diagnostic>> {
    let findings = audit::findings_of(texts.portal, &|path| texts.of(path), codes);
    texts.portal.site.lost.check()?;
    Ok(findings)
}

/// Audits the platform and puts the faults of reading it beside what the rules found.
///
/// # Errors
/// As [`audit`].
pub fn audit_report<'p>(
    root: &Path,
    portal: &'p Portal,
    faults: &[Diagnostic],
) -> Result<AuditReport<'p>> {
    report_reading(&Texts::new(root, portal), faults)
}

/// As [`audit_report`].
pub(super) fn report_reading<'p>(
    texts: &Texts<'p>,
    faults: &[Diagnostic],
) -> Result<AuditReport<'p>> {
    let portal = texts.portal;
    let Audit {
        findings,
        excused,
        matrix,
        inspection,
        tasks,
    } = audit_reading(texts)?;
    let of_reading = faults.iter().map(|fault| of_its_organ(portal, fault));
    let mut report = AuditReport {
        portal,
        scope: Scope::default(),
        findings: of_reading.chain(findings).collect(),
        excused,
        matrix,
        inspection,
        tasks,
        rules: rule_cards(),
    };
    report.sort();
    Ok(report)
}

/// Draws the audit as files, by name: what they look like is no matter of the pipeline.
pub type DrawAudit = dyn Fn(&AuditReport<'_>) -> Result<Vec<(&'static str, Vec<u8>)>> + Sync;

/// The audit as files of the site.
///
/// # Errors
/// As `draw`.
pub(super) fn published_audit(
    report: &AuditReport<'_>,
    draw: &DrawAudit,
) -> Result<Vec<Artifact<'static>>> {
    let artifact = |(name, bytes): (&str, Vec<u8>)| {
        Ok(Artifact {
            path: SitePath::new(&format!("{PUBLISHED}/{name}"))?,
            key: KeyWriter::new("audit").part(&bytes).known(),
            make: Box::new(move || Ok(bytes.clone())),
        })
    };
    draw(report)?.into_iter().map(artifact).collect()
}

/// Whatever can be found and explained: faults of reading, then rules.
#[must_use]
pub fn rule_cards() -> Vec<RuleCard> {
    let faults = load::FAULTS.iter().map(|fault| RuleCard {
        code: fault.code,
        name: fault.name,
        title: fault.title(),
        statement: fault.statement(),
        basis: "",
        since: None,
        severity: fault.severity,
        page: fault.page,
    });
    let rules = audit::rules().iter().map(|rule| RuleCard {
        code: rule.code,
        name: rule.name,
        title: rule.title(),
        statement: rule.statement(),
        basis: rule.basis,
        since: rule.since,
        severity: rule.severity,
        page: rule.page,
    });
    faults.chain(rules).collect()
}

/// A file that cannot be read says nothing of its organ; its folder does.
fn of_its_organ(portal: &Portal, fault: &Diagnostic) -> Diagnostic {
    let fault = fault.clone();
    let folder = fault.place.as_ref().and_then(|place| {
        let below = place.source.strip_prefix("content/")?;
        below.split_once('/').map(|(folder, _)| folder)
    });
    let register = &portal.site.register;
    let organ = folder.and_then(|folder| register.iter().find(|(_, organ)| &*organ.id == folder));
    match organ {
        Some((_, organ)) if fault.organ.is_none() => fault.with_organ(Arc::clone(&organ.id)),
        _ => fault,
    }
}
