using System.Buffers.Binary;
using System.Security.Cryptography;
using Coopera.Core.Data;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.Bulk;

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
