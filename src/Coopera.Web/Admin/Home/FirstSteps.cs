using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

/// <param name="IsOptional">It is offered while others are to be done, and alone keeps nobody waiting.</param>
public sealed record FirstStep(string Text, string Why, string Address, bool IsDone, bool IsOptional = false);

/// <summary>What a new installation needs before it can be used, for who administers it, until it is done.</summary>
public sealed class FirstSteps(CooperaDb db, StaffRights rights, IHttpContextAccessor http)
{
    public async Task<IReadOnlyList<FirstStep>> ReadAsync()
    {
        var staff = http.HttpContext!.User;
        if (!await rights.MayAsync(staff, StaffPolicies.Administer))
        {
            return [];
        }

        var me = staff.Identity!.Name!;
        FirstStep[] steps =
        [
            new(
                "Scrivi come ti chiami", "Le colleghe e i colleghi leggono il tuo nome, e non un indirizzo.", Addresses.Profile.Name,
                await db.Users.AnyAsync(user => user.UserName == me && user.FullName != "")),
            new(
                "Invita chi lavora con te", "L’invito è anche la prova della posta: arriva per email.", Addresses.Admin.Staff.Invite,
                await db.Users.CountAsync() > 1, IsOptional: true),
            new(
                "Controlla che la posta parta", "La prima email consegnata compare qui, con l’ora.", Addresses.Admin.Mail.List,
                await db.OutgoingMails.AnyAsync(mail => mail.SentAt != null)),
            new(
                "Prepara il primo webinar", "Resta una bozza finché non lo pubblichi.", Addresses.Admin.Webinars.New,
                await db.Webinars.AnyAsync(webinar => webinar.Status != WebinarStatus.Draft)),
        ];
        return steps.Any(step => step is { IsDone: false, IsOptional: false }) ? steps : [];
    }
}
