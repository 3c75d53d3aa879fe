using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Domain.Certificates;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

public sealed record WebinarCertificates(Webinar Webinar, CertificateCandidates Candidates);

/// <summary>All certificates of a webinar, which are issued together.</summary>
public sealed class ChangedCertificates(CooperaDb database, TimeProvider clock)
    : StaffChange<int, WebinarCertificates>(database, clock)
{
    protected override async Task<WebinarCertificates?> LockAsync(CooperaDb db, int id) =>
        await db.LockWebinarAsync(id) is { } webinar
            ? new WebinarCertificates(webinar, await CertificateCandidates.ReadAsync(db, webinar))
            : null;

    protected override string VersionOf(WebinarCertificates thing) => thing.Candidates.Version;

    protected override string KeyOf(int id) => AuditSubject.Webinar(id);

    protected override string NameOf(WebinarCertificates thing) => thing.Webinar.Title;
}

public sealed record CertificateAtWebinar(Certificate Certificate, Webinar Webinar);

/// <summary>One of them.</summary>
public sealed class ChangedCertificate(CooperaDb database, TimeProvider clock)
    : StaffChange<Guid, CertificateAtWebinar>(database, clock)
{
    public static string Version(Certificate certificate) => certificate.Version.ToString(CultureInfo.InvariantCulture);

    protected override async Task<CertificateAtWebinar?> LockAsync(CooperaDb db, Guid id) =>
        await db.Certificates.Where(c => c.Id == id).Select(c => (int?)c.WebinarId).SingleOrDefaultAsync() is { } there
            && await db.LockWebinarAsync(there) is { } webinar
            ? new CertificateAtWebinar(await db.Certificates.SingleAsync(c => c.Id == id), webinar)
            : null;

    protected override string VersionOf(CertificateAtWebinar thing) => Version(thing.Certificate);

    protected override string KeyOf(Guid id) => AuditSubject.Certificate(id);

    protected override string NameOf(CertificateAtWebinar thing) =>
        $"Attestato n. {thing.Certificate.FullNumber}, {thing.Certificate.FullName}, {thing.Webinar.Title}";

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, CertificateAtWebinar thing) =>
        Task.FromResult<IReadOnlyList<FieldWords>>([new("Stato", CertificatePhrases.State(thing.Certificate.State))]);
}

/// <summary>The credits that a webinar gives.</summary>
public sealed class ChangedCredits(CooperaDb database, TimeProvider clock) : StaffChange<int, CreditRule>(database, clock)
{
    public static string Version(CreditRule? rule) => (rule?.Version ?? 0).ToString(CultureInfo.InvariantCulture);

    protected override async Task<CreditRule?> LockAsync(CooperaDb db, int id) =>
        await db.LockWebinarAsync(id) is null
            ? null
            : await db.CreditRules.SingleOrDefaultAsync(r => r.WebinarId == id) ?? db.CreditRules.Add(new CreditRule(id)).Entity;

    protected override string VersionOf(CreditRule thing) => Version(thing);

    protected override string KeyOf(int id) => AuditSubject.Webinar(id);

    protected override string NameOf(CreditRule thing) => "Crediti formativi";

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, CreditRule thing) =>
        Task.FromResult<IReadOnlyList<FieldWords>>(
            [new("Crediti formativi", thing.Credits is { } credits ? CertificateWords.Credits(credits) : "nessuno")]);
}
