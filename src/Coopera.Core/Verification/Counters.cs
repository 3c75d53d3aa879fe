using System.Globalization;
using Coopera.Core.Data;
using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Verification;

/// <summary>
/// Columns that say how many rows there are, or which number was the last, against the rows. Where rows go on their day, there may be fewer
/// of them.
/// </summary>
internal static class Counters
{
    public static async Task<VerifiedPart> VerifyAsync(CooperaDb db, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        await CertificatesAsync(db, faults, cancellationToken);
        await ReceiptsAsync(db, faults, cancellationToken);
        await SurveysAsync(db, faults, cancellationToken);
        await FewerAsync("mails than it counted", "message", db.Mailings.Select(mailing => new Counted(
            mailing.Id, mailing.Mails, db.OutgoingMails.Count(mail => mail.MailingId == mailing.Id))));
        await FewerAsync("registrations than it added", "import", db.RegistrationImports.Select(import => new Counted(
            import.Id, import.Added, db.ImportedRegistrations.Count(own => own.ImportId == import.Id))));
        await FewerAsync("versions of its questions than it counted", "webinar", db.Webinars.Select(webinar => new Counted(
            webinar.Id, webinar.QuestionsVersion,
            db.Questions.Where(question => question.WebinarId == webinar.Id).Max(question => (int?)question.Version) ?? 0)));
        return new("counters", "certificates, receipts, questionnaires, messages, imports, questions", faults);

        async Task FewerAsync(string of, string owner, IQueryable<Counted> counters) =>
            faults.AddRange((await counters.ToListAsync(cancellationToken)).Where(counter => counter.Rows > counter.Said)
                .Select(counter => $"{owner} {counter.Owner}: {counter.Rows} {of} ({counter.Said})"));
    }

    private static async Task CertificatesAsync(CooperaDb db, List<string> faults, CancellationToken cancellationToken)
    {
        var last = await db.CertificateCounters.ToDictionaryAsync(counter => counter.Year, counter => counter.Last, cancellationToken);
        foreach (var given in await db.Certificates.GroupBy(certificate => certificate.Year)
            .Select(year => new { year.Key, Last = year.Max(certificate => certificate.Number) }).ToListAsync(cancellationToken))
        {
            Compare(faults, "certificate", given.Key, given.Last, last);
        }
    }

    private static async Task ReceiptsAsync(CooperaDb db, List<string> faults, CancellationToken cancellationToken)
    {
        var last = await db.ReceiptCounters.ToDictionaryAsync(counter => counter.Year, counter => counter.Last, cancellationToken);
        var given = await db.Adhesions.Where(adhesion => adhesion.ReceiptNumber != null)
            .Select(adhesion => adhesion.ReceiptNumber!).ToListAsync(cancellationToken);
        foreach (var year in given.Select(number => number.Split('-')).GroupBy(parts => Number(parts[1]), parts => Number(parts[2])))
        {
            Compare(faults, "receipt", year.Key, year.Max(), last);
        }

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Compare(List<string> faults, string what, int year, int given, Dictionary<int, int> counters)
    {
        if (given > counters.GetValueOrDefault(year))
        {
            faults.Add($"{what}s of {year}: number {given} was given, and the counter stands at {counters.GetValueOrDefault(year)}");
        }
    }

    /// <summary>Before it is opened there are as many ballots as answers in the box; afterwards it is empty.</summary>
    private static async Task SurveysAsync(CooperaDb db, List<string> faults, CancellationToken cancellationToken)
    {
        foreach (var survey in await db.Surveys.Select(survey => new
        {
            survey.Id,
            survey.CountedAt,
            survey.Answers,
            Sealed = db.SealedAnswers.Count(answer => answer.SurveyId == survey.Id),
            Spent = db.SpentBallots.Count(ballot => ballot.SurveyId == survey.Id),
            Counted = db.CountedAnswers.Count(answer => answer.SurveyId == survey.Id),
        }).ToListAsync(cancellationToken))
        {
            var shown = survey.Answers >= Survey.FewestAnswers ? survey.Answers ?? 0 : 0;
            var isSound = survey.CountedAt is null
                ? survey.Sealed == survey.Spent && survey.Counted == 0
                : survey is { Sealed: 0, Spent: 0 } && survey.Counted <= shown;
            if (!isSound)
            {
                faults.Add($"questionnaire {survey.Id}: {survey.Sealed} answers and {survey.Spent} ballots in the box, "
                    + $"{survey.Counted} counted of {survey.Answers ?? 0}");
            }
        }
    }

    private sealed record Counted(object Owner, int Said, int Rows);
}
