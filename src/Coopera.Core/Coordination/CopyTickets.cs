using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Coordination;

/// <summary>
/// A file that is in the store while its sender is asked something about it: the answer brings this back, so that nothing has to be chosen
/// or sent again. It holds for less time than the store keeps what no row names.
/// </summary>
public sealed class CopyTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = SweepFiles.Rest / 2;

    private readonly IDataProtector _protector = protection.CreateProtector("Coopera.CopyTicket.v1");

    public string Of(Adhesion adhesion, StoredFile file) => Base64Url.EncodeToString(
        _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Ticket(adhesion.Id, file, clock.GetUtcNow() + Life))));

    /// <summary>Null when it is of another adhesion, too old or no ticket at all.</summary>
    public StoredFile? Read(Adhesion adhesion, string? ticket)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Ticket>(_protector.Unprotect(Base64Url.DecodeFromChars(ticket ?? "")));
            return read is not null && read.Adhesion == adhesion.Id && read.Until > clock.GetUtcNow() ? read.File : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private sealed record Ticket(Guid Adhesion, StoredFile File, DateTimeOffset Until);
}
