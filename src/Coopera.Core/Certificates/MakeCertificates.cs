using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

/// <summary>
/// Makes the papers of what was issued and queues the mails that bring them, in portions: the files first, then, in one transaction, what
/// names them and the mails. Cut off at any moment it goes on with those that have no paper yet; a file that no row names is swept.
/// </summary>
public sealed class MakeCertificates(CooperaDb database, PaperMaker papers, UploadStore store, Settings settings, TimeProvider clock) : IJob
{
    public const string Made = "certificates-made";
    public const int Portion = 100;

    public string Name => "certificates";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var made = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var portion = await database.Certificates.AsNoTracking().Where(c => c.MadeAt == null)
                .OrderBy(c => c.Year).ThenBy(c => c.Number).Take(Portion).ToListAsync(cancellationToken);
            if (portion.Count == 0)
            {
                break;
            }

            made += await MakeAsync(portion, cancellationToken);
        }

        return JobReport.Of((Made, made));
    }

    private async Task<int> MakeAsync(List<Certificate> portion, CancellationToken cancellationToken)
    {
        var files = new Dictionary<Guid, StoredFile>();
        foreach (var certificate in portion)
        {
            var bytes = await papers.MakeAsync(certificate.Facts, certificate.FullNumber, certificate.Code, cancellationToken);
            using var content = new MemoryStream(bytes);
            files[certificate.Id] = (await store.SaveAsync(
                content, CertificatePhrases.FileName(certificate), "application/pdf", bytes.Length, cancellationToken))!;
        }

        return await database.WriteAsync(db => KeepAsync(db, files), cancellationToken);
    }

    private async Task<int> KeepAsync(CooperaDb db, Dictionary<Guid, StoredFile> files)
    {
        var now = clock.GetUtcNow();
        var ids = files.Keys.ToList();
        var waiting = await db.Certificates.Where(c => ids.Contains(c.Id) && c.MadeAt == null).OrderBy(c => c.Number).ToListAsync();
        foreach (var certificate in waiting)
        {
            certificate.Make(files[certificate.Id], papers.Seal?.Words.SealedBy, papers.Seal?.HasTimestamp == true, now);
            if (certificate.IsValid && certificate.Email.IsGiven)
            {
                db.Queue(
                    MailCause.Staff, new CertificateIssued(IssuedFacts.Of(certificate), settings.Certificates.AttachToMail),
                    certificate.Email, certificate.FullName, certificate.RegistrationId, now);
            }
        }

        await db.SaveChangesAsync();
        return waiting.Count;
    }
}

/// <summary>The paper of one certificate, sealed when the site has a seal.</summary>
public sealed class PaperMaker(OwnSeal own, TimeProvider clock)
{
    public PaperSeal? Seal => own.Seal;

    public async Task<byte[]> MakeAsync(
        CertificateFacts facts, string number, string code, CancellationToken cancellationToken, bool isSpecimen = false)
    {
        var content = new CertificatePaperContent(facts, number, code, Seal?.Words, isSpecimen);
        var now = clock.GetUtcNow();
        if (Seal is null || isSpecimen)
        {
            return CertificatePaper.Make(content with { Seal = null }, now);
        }

        var paper = CertificatePaper.MakeToSeal(content, now);
        return paper.With(await Seal.SignAsync(paper.Covered, cancellationToken));
    }
}

/// <summary>The seal, or none.</summary>
public sealed record OwnSeal(PaperSeal? Seal);
