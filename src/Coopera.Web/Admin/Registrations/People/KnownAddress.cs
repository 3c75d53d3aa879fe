using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.People;

internal static class KnownAddress
{
    /// <summary>A form that comes back for other reasons says at once what saving it would say next.</summary>
    /// <param name="except">The registration that the form is of.</param>
    /// <returns>The registration that has the address.</returns>
    public static async Task<Guid?> LookAsync(CooperaDb db, int webinar, PersonForm form, Guid? except, ModelStateDictionary modelState)
    {
        if (!EmailAddress.TryParse(form.Email, out var email) || !modelState.IsFine(nameof(form.Email)))
        {
            return null;
        }

        var (first, last) = (Text.CleanLine(form.FirstName), Text.CleanLine(form.LastName));
        var room = await MailboxRoom.LookAsync(db, webinar, email, first, last, except ?? Guid.Empty);
        var isNamed = first.Length > 0 && modelState.IsFine(nameof(form.LastName));
        var stays = except is { } own && await db.Registrations.AnyAsync(r => r.Id == own && r.EmailKey == email.Key);
        var same = isNamed || stays ? room.Same : room.Same ?? room.First;
        if (same is { IsAccepted: true })
        {
            modelState.AddModelError(nameof(form.Email), ChangedRegistration.AddressTaken.Sentence!);
            return same.Id;
        }

        if (room.First is not { IsAccepted: true } other || form.IsOtherAtMailbox || stays)
        {
            return null;
        }

        modelState.AddModelError(nameof(StaffPersonForm.SharesMailbox), ChangedRegistration.Shared(other).Sentence!);
        return other.Id;
    }
}
