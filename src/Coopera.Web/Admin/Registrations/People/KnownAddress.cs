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

        var existing = await db.Registrations.Accepted().Where(r => r.WebinarId == webinar && r.ActiveKey == email.Key && r.Id != except)
            .Select(r => (Guid?)r.Id).SingleOrDefaultAsync();
        if (existing is not null)
        {
            modelState.AddModelError(nameof(form.Email), ChangedRegistration.AddressTaken.Sentence!);
        }

        return existing;
    }
}
