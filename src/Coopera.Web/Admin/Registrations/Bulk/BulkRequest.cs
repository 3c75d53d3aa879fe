using System.Buffers.Binary;
using System.Security.Cryptography;
using Coopera.Core.Data;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.Bulk;

/// <summary>Whom to do what to; like the filter it comes in the address, and then in the form that agrees.</summary>
public sealed record BulkRequest
{
    [ModelBinder(Name = "azione")]
    public BulkAction? Action { get; init; }

    [ModelBinder(Name = "scelti")]
    public Guid[] Chosen { get; init; } = [];

    [ModelBinder(Name = "tutti")]
    public bool Everybody { get; init; }

    [ModelBinder(Name = "finoA")]
    public long UpTo { get; init; }

    public IEnumerable<KeyValuePair<string, string?>> Pairs() => Chosen.Select(id => new KeyValuePair<string, string?>("scelti", $"{id}"))
        .Append(new("azione", Action?.ToString())).Append(new("tutti", Everybody ? "true" : null)).Where(pair => pair.Value is not null);

    public IQueryable<Registration> Of(CooperaDb db, int webinarId, IQueryable<Registration> found)
    {
        var ids = Chosen;
        return (Everybody ? found : db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinarId && ids.Contains(r.Id)))
            .Where(r => r.Number <= UpTo);
    }
}
