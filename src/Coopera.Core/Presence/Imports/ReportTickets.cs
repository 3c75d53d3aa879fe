using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Coopera.Core.Files;
using Coopera.Core.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Presence.Imports;

/// <param name="Hash">SHA-256 of its bytes, in hexadecimal.</param>
public sealed record ReadFile(string FileName, string Hash, ReadTable Table);

/// <summary>
/// The files of a review go along from page to page, so that nothing of them is kept until somebody agrees: what was read, sealed by the
/// site, for a day.
/// </summary>
public sealed class ReportTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>In characters.</summary>
    public const int Longest = 4 * 1024 * 1024;

    private static readonly TimeSpan Life = SweepFiles.Rest / 2;

    private readonly IDataProtector _protector = protection.CreateProtector("Coopera.PresenceReport.v1");

    /// <summary>Null when there is too much in them.</summary>
    public string? Of(int webinarId, IReadOnlyList<ReadFile> files)
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(zip, new Ticket(
                webinarId, clock.GetUtcNow() + Life, [.. files.Select(file => new Part(file.FileName, file.Hash, file.Table.Rows))]));
        }

        var ticket = Base64Url.EncodeToString(_protector.Protect(packed.ToArray()));
        return ticket.Length <= Longest ? ticket : null;
    }

    /// <summary>Null when it is of another webinar, too old or no ticket at all.</summary>
    public IReadOnlyList<ReadFile>? Read(int webinarId, string? ticket)
    {
        try
        {
            using var packed = new MemoryStream(_protector.Unprotect(Base64Url.DecodeFromChars(ticket ?? "")), writable: false);
            using var zip = new BrotliStream(packed, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Ticket>(zip) is { } read && read.WebinarId == webinarId && read.Until > clock.GetUtcNow()
                ? [.. read.Parts.Select(part => new ReadFile(part.FileName, part.Hash, new ReadTable(part.Rows)))] : null;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private sealed record Ticket(int WebinarId, DateTimeOffset Until, IReadOnlyList<Part> Parts);

    private sealed record Part(string FileName, string Hash, IReadOnlyList<IReadOnlyList<string>> Rows);
}
