using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Coopera.Core.Certificates;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Webinars;
using Coopera.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Certificates;

/// <summary>All about the certificates of one webinar.</summary>
/// <param name="Refusal">Why none can be issued now; null when they can.</param>
/// <param name="Rows">Of the page that is shown.</param>
public sealed record CertificatesPage(
    Webinar Webinar, CertificateCandidates Candidates, string? Refusal, int Found, ListPage Page, IReadOnlyList<CertificateRow> Rows,
    CreditsForm Credits, string Search)
{
    public const int PageSize = 50;

    /// <summary>All that were ever issued.</summary>
    public int Issued { get; init; }

    public int Valid { get; init; }

    /// <summary>Their paper is not made yet.</summary>
    public int InTheMaking { get; init; }

    /// <summary>Valid ones whose registration has another name now, which somebody has to look at.</summary>
    public IReadOnlyList<CertificateRow> OtherNames { get; init; } = [];

    public bool IsOvertaken { get; init; }

    public string Address => Addresses.Admin.Certificates.List(Webinar.Id);

    public int Due => Candidates.Count(CertificateStanding.Due);

    public ListPager Pager(Func<string, string> whole) => ListPager.Of(
        Page.Number, Page.Count, number => whole(Address) + ListQuery.Of([("cerca", Search), ListQuery.Page(number)]));

    public static async Task<CertificatesPage?> ReadAsync(
        CooperaDb db, int id, string? search, int page, CreditsForm? typed, SiteAddresses addresses, DateTimeOffset now)
    {
        if (await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id) is not { } webinar)
        {
            return null;
        }

        var candidates = await CertificateCandidates.ReadAsync(db, webinar);
        var facts = await FactsMaker.ReadAsync(db, webinar, candidates.Attendance, candidates.Credits, addresses, now);
        var all = db.Certificates.AsNoTracking().Where(c => c.WebinarId == id);
        var found = Text.SearchWords(search).Aggregate(all, (some, word) => some.Where(c => c.SearchText.Contains(word)));
        var count = await found.CountAsync();
        var shown = ListPage.Of(page, count, PageSize);
        var otherNames = await FollowNames.Differing(db).Where(c => c.WebinarId == id).OrderBy(c => c.SortName).Take(PageSize)
            .ToListAsync();
        return new CertificatesPage(
            webinar, candidates, IssueCertificates.RefusalOf(webinar, candidates, facts, now), count, shown,
            [.. (await shown.In(found.OrderBy(c => c.SortName).ThenBy(c => c.Year).ThenBy(c => c.Number)).ToListAsync())
                .Select(CertificateRow.Of)],
            typed ?? CreditsForm.Of(candidates.Credits), search ?? "")
        {
            Issued = await all.CountAsync(),
            Valid = await all.CountAsync(c => c.State == CertificateState.Valid),
            InTheMaking = await all.CountAsync(c => c.MadeAt == null),
            OtherNames = [.. otherNames.Where(c => !WillFollow(c)).Select(CertificateRow.Of)],
        };

        // Of what the job makes anew by itself within a minute nobody has to read.
        bool WillFollow(Certificate certificate) => candidates.All
            .Where(one => one.Registration.Id == certificate.RegistrationId)
            .Any(one => NameCorrection.IsOne(certificate.FullName, one.Registration.FullName));
    }
}

public sealed record CertificateRow(
    Guid Id, string Number, string Person, string? Body, string Attended, CertificateState State, bool IsMade)
{
    public static CertificateRow Of(Certificate certificate) => new(
        certificate.Id, certificate.FullNumber, certificate.FullName, certificate.Facts.Body,
        Core.Documents.CertificateWords.Hours(certificate.Facts.AttendedMinutes), certificate.State, certificate.MadeAt is not null);
}

public sealed class CreditsForm
{
    public string? Seen { get; set; }

    [Display(Name = "Crediti in tutto")]
    public string? Total { get; set; }

    [Display(Name = "Di cui deontologici")]
    public string? Deontological { get; set; }

    [Display(Name = "Identificativo dell’evento")]
    public string? EventId { get; set; }

    /// <summary>Nothing counts as nought; null for what is no number of credits.</summary>
    public static int? Count(string? typed) => string.IsNullOrWhiteSpace(typed) ? 0
        : int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= CreditRule.MostCredits
            ? count : null;

    public static CreditsForm Of(CreditRule rule) => new()
    {
        Seen = ChangedCredits.Version(rule),
        Total = rule.Version == 0 ? null : rule.Total.ToString(CultureInfo.InvariantCulture),
        Deontological = rule.Version == 0 ? null : rule.Deontological.ToString(CultureInfo.InvariantCulture),
        EventId = rule.EventId,
    };
}

/// <summary>Who gets a certificate, and who does not and why.</summary>
public sealed record CandidatesPage(
    Webinar Webinar, CertificateCandidates Candidates, CertificateStanding? Shown, ListPage Page, IReadOnlyList<Candidate> Rows)
{
    public string Address => Addresses.Admin.Certificates.People(Webinar.Id);

    public static string Word(CertificateStanding standing) => standing switch
    {
        CertificateStanding.Due => "ricevono",
        CertificateStanding.HasOne => "hanno",
        CertificateStanding.Revoked => "revocati",
        CertificateStanding.TooLittle => "sotto-soglia",
        _ => "assenti",
    };
}

/// <param name="Last">Of what was done to it.</param>
public sealed record OneCertificatePage(
    Certificate Certificate, Webinar Webinar, string? SupersededBy, Guid? Registration, LastChange? Last)
{
    public string Seen => ChangedCertificate.Version(Certificate);

    /// <summary>As the registration has it now, when that is another.</summary>
    public string? OtherName { get; init; }

    public bool IsOvertaken { get; init; }
}

public sealed class RevokeForm
{
    public string? Seen { get; set; }

    [Display(Name = "Motivo")]
    public string? Reason { get; set; }

    [Display(Name = "Avvisa la persona per email")]
    public bool SendMail { get; set; }
}
