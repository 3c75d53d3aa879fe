using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

/// <summary>
/// Gives a number and a code to everybody who has attended enough and has no certificate yet, in one transaction: all of them, or none.
/// The papers are made afterwards (<see cref="MakeCertificates"/>).
/// </summary>
public sealed class IssueCertificates(ChangedCertificates changed, SiteAddresses addresses)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<int> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => !change.Thing.Candidates.Due.Any() && change.Thing.Candidates.Count(CertificateStanding.HasOne) > 0,
        change => IssueAsync(change),
        cancellationToken);

    /// <summary>Null when certificates of this webinar can be issued now.</summary>
    public static string? RefusalOf(Webinar webinar, CertificateCandidates candidates, FactsMaker facts, DateTimeOffset now) =>
        webinar.Status != WebinarStatus.Published ? CertificatePhrases.NotHeld
        : webinar.IsSample ? CertificatePhrases.IsSample
        : now < candidates.Attendance.Held.Until || now < webinar.EndsAt ? CertificatePhrases.NotOver
        : !facts.HasSigner ? CertificatePhrases.NoSigner
        : !candidates.Due.Any() ? CertificatePhrases.NobodyDue
        : null;

    private async Task<ChangeResult> IssueAsync(Change<WebinarCertificates> change)
    {
        var (webinar, candidates) = change.Thing;
        var (db, now) = (change.Db, change.Now);
        var facts = await FactsMaker.ReadAsync(db, webinar, candidates.Attendance, candidates.Credits, addresses, now);
        if (RefusalOf(webinar, candidates, facts, now) is { } refusal)
        {
            return ChangeResult.Refused(refusal);
        }

        var due = candidates.Due.ToList();
        var year = RomeTime.Day(now).Year;
        var first = await db.NextCertificateNumberAsync(year, due.Count);
        db.Certificates.AddRange(due.Select(
            (candidate, place) => new Certificate(
                candidate.Registration, year, first + place, facts.Of(candidate.Registration), change.Staff, now)));
        var (from, to) = (CertificateNumber.Format(year, first), CertificateNumber.Format(year, first + due.Count - 1));
        return change.Done(
            AuditAction.CertificatesIssued,
            due.Count == 1 ? $"1 attestato, n. {from}" : $"{due.Count} attestati, dal n. {from} al n. {to}",
            changes: [],
            sentence: due.Count == 1
                ? "L’attestato è emesso: tra poco il PDF è pronto, e la persona lo riceve per email."
                : $"{due.Count} attestati sono emessi: tra poco i PDF sono pronti, e le persone li ricevono per email.");
    }
}

public static class CertificateNumbers
{
    /// <summary>
    /// The first of so many numbers in a row: the counter's row stays locked until the transaction ends, so that none is given twice and
    /// none is left out.
    /// </summary>
    public static async Task<int> NextCertificateNumberAsync(this CooperaDb db, int year, int count)
    {
        if (await AdvanceAsync() == 0)
        {
            db.CertificateCounters.Add(new CertificateCounter(year));
            await db.SaveChangesAsync(); // two at once in the first minute of a year: one is a duplicate, and is tried again
            await AdvanceAsync();
        }

        var last = await db.CertificateCounters.AsNoTracking().Where(c => c.Year == year).Select(c => c.Last).SingleAsync();
        return last - count + 1;

        Task<int> AdvanceAsync() =>
            db.CertificateCounters.Where(c => c.Year == year).ExecuteUpdateAsync(c => c.SetProperty(x => x.Last, x => x.Last + count));
    }
}
