using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Coopera.Core.Data;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Telemetry;
using Coopera.Domain.Certificates;
using Coopera.Pdf.Reading;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

public enum PaperVerdict
{
    /// <summary>To the last byte as the site made it.</summary>
    Original,

    /// <summary>It carries a code of ours, and is not the file that the site made.</summary>
    Changed,
    NotOurs,
}

/// <param name="Certificate">Null for what is not ours.</param>
public sealed record CheckedPaper(PaperVerdict Verdict, Certificate? Certificate);

/// <summary>Whether a file is a paper of ours. Nothing of it is kept.</summary>
public sealed partial class CheckPaper(CooperaDb db)
{
    public const int Largest = 5_000_000;

    /// <summary>A file may hold any number of things that look like a code.</summary>
    private const int MostCodes = 5;

    public async Task<CheckedPaper> RunAsync(byte[] file, CancellationToken cancellationToken = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        if (await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Sha256 == hash, cancellationToken) is { } original)
        {
            return new CheckedPaper(PaperVerdict.Original, original);
        }

        var codes = await SiteMeters.InspectAsync(
            () => InspectionTurns.TakeAsync(() => Task.Run(() => CodesIn(file, cancellationToken)), cancellationToken));
        foreach (var code in codes)
        {
            if (await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellationToken) is { } certificate)
            {
                return new CheckedPaper(PaperVerdict.Changed, certificate);
            }
        }

        return new CheckedPaper(PaperVerdict.NotOurs, null);
    }

    private static List<string> CodesIn(byte[] file, CancellationToken cancellationToken) =>
        [.. Texts(file, cancellationToken).SelectMany(text => Written().Matches(text)).Select(match => CertificateCode.Read(match.Value))
            .OfType<string>().Distinct().Take(MostCodes)];

    private static IEnumerable<string> Texts(byte[] file, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> told = [];
        try
        {
            told = PdfDescription.Texts(file, ReadingBudget.For(file.Length, cancellationToken));
        }
        catch (Exception fault) when (fault is InvalidDataException or PdfEncryptedException or ReadingBudgetExceededException)
        {
            // damaged: what stands in it in the open is looked at all the same
        }

        return told.Append(Encoding.Latin1.GetString(file));
    }

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9A-Z]{4}(-[0-9A-Z]{4}){4}(?![0-9A-Za-z])", RegexOptions.None, 2_000)]
    private static partial Regex Written();
}
