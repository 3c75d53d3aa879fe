using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.OwnData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData.Sources;

/// <summary>The account of who works here, and what asking for one's data leaves.</summary>
public sealed class RequestsOwnData : IOwnDataSource
{
    public const string Code = "requests";

    public IReadOnlyList<Type> Tables =>
        [typeof(StaffUser), typeof(IdentityUserRole<string>), typeof(DataLink), typeof(DataRequest)];

    public async Task<IReadOnlyList<OwnDataSection>> ReadAsync(CooperaDb db, OwnDataOf of)
    {
        var accounts = (await db.Users.AsNoTracking().ToListAsync()).Where(user => user.Mailbox == of.Email).ToList();
        var ids = accounts.ConvertAll(user => user.Id);
        var roles = await db.UserRoles.AsNoTracking().Where(r => ids.Contains(r.UserId))
            .Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name).ToListAsync();
        var links = await db.DataLinks.AsNoTracking().Where(l => l.EmailKey == of.Key).OrderByDescending(l => l.EndsAt)
            .Take(ReadOwnData.MostEntries).ToListAsync();
        var requests = await db.DataRequests.AsNoTracking().Where(r => r.EmailKey == of.Key).OrderByDescending(r => r.AskedAt)
            .Take(ReadOwnData.MostEntries).ToListAsync();
        return
        [
            new OwnDataSection(
                "staffAccount", "Profilo della gestione",
                "Fa entrare chi lavora al sito. Nome, password, secondo passaggio, sessioni e accessi si vedono e si cambiano nel profilo, dopo "
                + "l’accesso: non da questa pagina, che si apre con la sola email.",
                [.. accounts.Select(user => new OwnDataEntry(
                    user.FullName.Length > 0 ? user.FullName : user.Email!,
                    [
                        new OwnDataValue("name", "Nome", user.FullName),
                        new OwnDataValue("roles", "Ruolo", string.Join(", ", roles.Select(StaffRoles.Word)), string.Join(' ', roles)),
                        .. user.LastSignInAt is { } last ? new[] { OwnDataValue.At("lastSignInAt", "Ultimo accesso", last) } : [],
                    ]))]),
            new OwnDataSection(
                Code, "Richieste sui tuoi dati", "Servono a rispondere, e a dimostrare che abbiamo risposto.",
                [
                    .. requests.Select(request => new OwnDataEntry(
                        $"Richiesta di {request.Kind.Label()}",
                        [
                            OwnDataValue.At("askedAt", "Fatta", request.AskedAt),
                            OwnDataValue.Of("status", "Stato", request.Status, request.Status.Label()),
                            new OwnDataValue("dueOn", "Risposta entro", RomeTime.Date(request.DueOn), RomeTime.IsoDate(request.DueOn)),
                            .. request.Who.Length > 0 ? new[] { new OwnDataValue("who", "Per chi", request.Who) } : [],
                            .. request.Message.Length > 0 && !of.IsShared
                                ? new[] { new OwnDataValue("message", "Che cosa hai scritto", request.Message) } : [],
                            .. request.Answer.Length > 0 ? new[] { new OwnDataValue("answer", "Risposta", request.Answer) } : [],
                        ])),
                    .. links.Select(link => new OwnDataEntry(
                        "Link a questa pagina", [OwnDataValue.At("endsAt", "Vale fino a", link.EndsAt)])),
                ]),
        ];
    }
}
