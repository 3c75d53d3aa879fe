using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Data;
using Coopera.Core.Presence;
using Coopera.Domain.Certificates;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

public enum CertificateStanding
{
    Due,
    HasOne,

    /// <summary>The last one was revoked: nobody gets another by a list.</summary>
    Revoked,
    TooLittle,
    NotSeen,
}

public sealed record Candidate(Registration Registration, TimeSpan Attended, CertificateStanding Standing);

/// <summary>Who had a place in a webinar, and whether they get a certificate of it, as presence stands now.</summary>
public sealed record CertificateCandidates(WebinarAttendance Attendance, IReadOnlyList<Candidate> All, CreditRule Credits, string Version)
{
    public IEnumerable<Candidate> Due => All.Where(candidate => candidate.Standing == CertificateStanding.Due);

    public int Count(CertificateStanding standing) => All.Count(candidate => candidate.Standing == standing);

    public static async Task<CertificateCandidates> ReadAsync(
        CooperaDb db, Webinar webinar, CancellationToken cancellationToken = default)
    {
        var attendance = await db.AttendanceAsync(webinar, cancellationToken);
        var people = await db.Registrations.AsNoTracking()
            .Where(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Confirmed)
            .OrderBy(r => r.SortName).ThenBy(r => r.Number).ToListAsync(cancellationToken);
        var issued = await db.Certificates.Where(c => c.WebinarId == webinar.Id && c.State != CertificateState.Superseded)
            .Select(c => new { c.RegistrationId, c.State }).ToListAsync(cancellationToken);
        var (valid, revoked) = (Of(CertificateState.Valid), Of(CertificateState.Revoked));
        var credits = await db.CreditsOfAsync(webinar.Id, cancellationToken);
        List<Candidate> all = [.. people.Select(person => new Candidate(person, attendance.Of(person.Id), StandingOf(person)))];
        return new CertificateCandidates(attendance, all, credits, VersionOf(all, credits));

        HashSet<Guid> Of(CertificateState state) => [.. issued.Where(c => c.State == state).Select(c => c.RegistrationId)];

        CertificateStanding StandingOf(Registration person) =>
            valid.Contains(person.Id) ? CertificateStanding.HasOne
            : revoked.Contains(person.Id) ? CertificateStanding.Revoked
            : attendance.Reaches(person.Id) ? CertificateStanding.Due
            : attendance.Of(person.Id) > TimeSpan.Zero ? CertificateStanding.TooLittle
            : CertificateStanding.NotSeen;
    }

    /// <summary>Of what somebody saw before they said yes: who gets one, under which name, for how long.</summary>
    private static string VersionOf(List<Candidate> all, CreditRule credits)
    {
        var seen = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{credits.Version}");
        foreach (var (person, attended, standing) in all)
        {
            if (standing == CertificateStanding.Due)
            {
                seen.Append(CultureInfo.InvariantCulture, $"\n{person.Id:N} {(int)attended.TotalMinutes} {person.FullName}");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seen.ToString())).AsSpan(0, 12));
    }
}

internal static class CreditRules
{
    /// <summary>What was written; none for a webinar of which nothing was.</summary>
    public static async Task<CreditRule> CreditsOfAsync(this CooperaDb db, int webinarId, CancellationToken cancellationToken = default) =>
        await db.CreditRules.AsNoTracking().SingleOrDefaultAsync(r => r.WebinarId == webinarId, cancellationToken)
            ?? new CreditRule(webinarId);
}
