using System.Buffers.Binary;
using System.Security.Cryptography;
using Coopera.Core.Data;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.Bulk;

public sealed record BulkRequest
{
    public BulkAction? Azione { get; init; }

    public Guid[] Scelti { get; init; } = [];

    public bool Tutti { get; init; }

    public long FinoA { get; init; }

    public IEnumerable<KeyValuePair<string, string?>> Pairs() => Scelti.Select(id => new KeyValuePair<string, string?>("scelti", $"{id}"))
        .Append(new("azione", Azione?.ToString())).Append(new("tutti", Tutti ? "true" : null)).Where(pair => pair.Value is not null);

    public IQueryable<Registration> Of(CooperaDb db, int webinarId, IQueryable<Registration> found)
    {
        var ids = Scelti;
        return (Tutti ? found : db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinarId && ids.Contains(r.Id)))
            .Where(r => r.Number <= FinoA);
    }
}
