using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Audit;
using Coopera.Web.Admin.Home;
using Coopera.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

/// <summary>What the page of a webinar shows besides the webinar.</summary>
/// <param name="Address">Of its page on the site, whole, to be copied.</param>
/// <param name="SignUps">A day; null for a draft.</param>
/// <param name="Latest">Of what was done to it.</param>
public sealed record WebinarPanels(string Address, QrPicture Qr, ChartPanel? SignUps, IReadOnlyList<AuditLine> Latest)
{
    private const int FewLines = 5;

    public static async Task<WebinarPanels> OfAsync(CooperaDb db, Webinar webinar, SiteAddresses addresses, DateTimeOffset now)
    {
        var address = addresses.Webinar(webinar.Slug);
        var subject = AuditSubject.Webinar(webinar.Id);
        return new WebinarPanels(
            address,
            QrPicture.Of(address),
            webinar.Status == WebinarStatus.Draft ? null : await SignUpsAsync(db, webinar, now),
            await db.AuditEntries.Where(entry => entry.SubjectKey == subject).OrderByDescending(entry => entry.Number)
                .Select(AuditLine.Of).Take(FewLines).ToListAsync());
    }

    /// <summary>The four weeks up to now, or up to the webinar.</summary>
    private static async Task<ChartPanel> SignUpsAsync(CooperaDb db, Webinar webinar, DateTimeOffset now)
    {
        var days = ChartPeriod.Days.Stretches(RomeTime.Day(now < webinar.EndsAt ? now : webinar.EndsAt));
        var (from, to) = (days[0].From, days[^1].To);
        var counts = await db.Registrations
            .Where(r => r.WebinarId == webinar.Id && r.Status != RegistrationStatus.Unconfirmed)
            .Where(r => r.CreatedAt >= from && r.CreatedAt < to)
            .GroupBy(days.IndexOf<Registration>(r => r.CreatedAt))
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        int Count(int day) => counts.GetValueOrDefault(day);
        var total = counts.Values.Sum();
        return new ChartPanel(
            "Iscrizioni giorno per giorno",
            $"{Amount.Of(total, "iscrizione", "iscrizioni")} in quattro settimane, fino {RomeTime.Date("al", days[^1].First)}; "
                + "anche quelle poi annullate.",
            ColumnChart.Draw(new ColumnSheet(
                "iscrizioni-al-giorno",
                $"Iscrizioni a «{webinar.Title}», giorno per giorno",
                $"In tutto {total}. Gli stessi dati sono nella tabella qui sotto.",
                [.. days.Select((day, place) => new ChartColumn(day.Label, day.Name, Count(place)))])),
            ("Giorno", "Iscrizioni"),
            [.. days.Select((day, place) => new Tally(day.Name, Count(place)))]);
    }
}
