using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain.Certificates;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

/// <summary>
/// A name was put right in a registration, by the person or by staff: its certificate is made anew. Where the name is another one
/// altogether staff have to look: it may be somebody else. Another address is where it is sent from now on.
/// </summary>
public sealed class FollowNames(CooperaDb database, Reissuing reissuing, TimeProvider clock) : IJob
{
    public const string Followed = "certificates-followed";

    private const string Actor = "sistema";

    public string Name => "certificate-names";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public bool MakesMails => true;

    /// <summary>Valid certificates whose registration says something else now.</summary>
    public static IQueryable<Certificate> Differing(CooperaDb db) => db.Certificates.Where(c => c.ActiveKey != null
        && db.Registrations.Any(r => r.Id == c.RegistrationId && (r.FirstName != c.FirstName || r.LastName != c.LastName)));

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var differing = await (
            from c in database.Certificates.AsNoTracking()
            where c.ActiveKey != null
            join r in database.Registrations.AsNoTracking() on c.RegistrationId equals r.Id
            where r.FirstName != c.FirstName || r.LastName != c.LastName || r.EmailKey != c.EmailKey
            select new { c.Id, Was = c.FirstName + " " + c.LastName, Is = r.FirstName + " " + r.LastName }).ToListAsync(cancellationToken);
        var followed = 0;
        foreach (var one in differing.Where(one => NameCorrection.IsOne(one.Was, one.Is)))
        {
            followed += await database.WriteAsync(db => FollowAsync(db, one.Id), cancellationToken) ? 1 : 0;
        }

        return JobReport.Of((Followed, followed));
    }

    private async Task<bool> FollowAsync(CooperaDb db, Guid id)
    {
        var webinarId = await db.Certificates.Where(c => c.Id == id).Select(c => c.WebinarId).SingleAsync();
        var webinar = await db.LockWebinarAsync(webinarId);
        var certificate = await db.Certificates.SingleAsync(c => c.Id == id);
        if (webinar is null || !certificate.IsValid
            || await db.Registrations.SingleOrDefaultAsync(r => r.Id == certificate.RegistrationId) is not { } person)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var isNamed = (person.FirstName, person.LastName) == (certificate.FirstName, certificate.LastName);
        if (!isNamed && !NameCorrection.IsOne(certificate.FullName, person.FullName))
        {
            return false;
        }

        certificate.MoveTo(person.Email);
        if (!isNamed && await reissuing.RunAsync(db, webinar, certificate, person, Actor, now) is { } made)
        {
            Register.Add(
                db, Actor, $"Attestato n. {certificate.FullNumber}, {certificate.FullName}, {webinar.Title}",
                AuditSubject.Certificate(certificate.Id),
                new RegisterLine(
                    AuditAction.CertificateReissued, $"al suo posto il n. {made.FullNumber}: il nome dell’iscrizione è stato corretto",
                    Changes: Reissuing.Differences(certificate, made)),
                now);
        }

        await db.SaveChangesAsync();
        return true;
    }
}
