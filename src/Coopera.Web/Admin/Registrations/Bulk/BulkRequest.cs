using System.Buffers.Binary;
using System.Security.Cryptography;
using Coopera.Domain.Registrations;
using Coopera.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Admin.Registrations.Bulk;

public enum BulkAction
{
    Cancel,

    /// <summary>Send the confirmation again.</summary>
    Confirm,
}

/// <summary>Several registrations of a webinar: those ticked, or all that a filter finds.</summary>
public sealed record BulkRequest
{
    public BulkAction? Azione { get; init; }

    public Guid[] Scelti { get; init; } = [];

    /// <summary>All of the filter, and not those ticked.</summary>
    public bool Tutti { get; init; }

    /// <summary>The last number there was when they were counted: who signs up later is not meant.</summary>
    public long FinoA { get; init; }

    public IEnumerable<KeyValuePair<string, string?>> Pairs() => Scelti.Select(id => new KeyValuePair<string, string?>("scelti", $"{id}"))
        .Append(new("azione", Azione?.ToString())).Append(new("tutti", Tutti ? "true" : null)).Where(pair => pair.Value is not null);

    /// <summary>Who is meant.</summary>
    /// <param name="found">What the filter finds.</param>
    public IQueryable<Registration> Of(CooperaDb db, int webinarId, IQueryable<Registration> found)
    {
        var ids = Scelti;
        return (Tutti ? found : db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinarId && ids.Contains(r.Id))).Where(r => r.Number <= FinoA);
    }
}

/// <summary>Who is meant, counted. What is done later is done to exactly these, or not at all.</summary>
/// <param name="Numbers">Of the active ones, in order: cancelled ones stay as they are.</param>
public sealed record BulkCount(IReadOnlyList<long> Numbers, int Confirmed, int Waiting, int Cancelled)
{
    public int Active => Numbers.Count;

    /// <summary>The same only for the very same people in the same states.</summary>
    public required string Fingerprint { get; init; }

    public static async Task<BulkCount> OfAsync(IQueryable<Registration> meant)
    {
        var counts = new int[3];
        var numbers = new List<long>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[9];
        foreach (var one in await meant.OrderBy(r => r.Number).Select(r => new { r.Number, r.Status }).ToListAsync())
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

        return new BulkCount(numbers, counts[(int)RegistrationStatus.Confirmed], counts[(int)RegistrationStatus.Waiting], counts[(int)RegistrationStatus.Cancelled])
        {
            Fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
    }
}
