using System.Buffers.Binary;
using System.Security.Cryptography;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

public enum BulkAction
{
    Cancel,

    Confirm,
}

public sealed record BulkCount(IReadOnlyList<long> Numbers, int Confirmed, int Waiting, int Unconfirmed, int Cancelled)
{
    public int Active => Numbers.Count;

    /// <summary>The same only for the very same people in the same states.</summary>
    public required string Fingerprint { get; init; }

    public static async Task<BulkCount> OfAsync(IQueryable<Registration> meant)
    {
        var counts = new int[Enum.GetValues<RegistrationStatus>().Length];
        var numbers = new List<long>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[9];
        foreach (var one in await meant.Where(r => r.ForgottenAt == null).OrderBy(r => r.Number)
            .Select(r => new { r.Number, r.Status }).ToListAsync())
        {
            counts[(int)one.Status]++;
            BinaryPrimitives.WriteInt64BigEndian(bytes, one.Number);
            bytes[8] = (byte)one.Status;
            hash.AppendData(bytes);
            if (one.Status != RegistrationStatus.Cancelled)
            {
                numbers.Add(one.Number);
            }
        }

        return new BulkCount(
            numbers,
            counts[(int)RegistrationStatus.Confirmed],
            counts[(int)RegistrationStatus.Waiting],
            counts[(int)RegistrationStatus.Unconfirmed],
            counts[(int)RegistrationStatus.Cancelled])
        {
            Fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
    }
}
