using System.ComponentModel.DataAnnotations;
using Coopera.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Coopera.Web.Account.Passwords;

public class NewPasswordForm
{
    [Display(Name = "Nuova password")]
    public string? Password { get; set; }

    [Display(Name = "Ripeti la password")]
    public string? PasswordAgain { get; set; }

    public async Task CheckAsync(UserManager<StaffUser> users, StaffUser user, ModelStateDictionary state)
    {
        var problems = new List<IdentityError>();
        foreach (var rule in users.PasswordValidators)
        {
            problems.AddRange((await rule.ValidateAsync(users, user, Password)).Errors);
        }

        problems.ForEach(problem => state.AddModelError(nameof(Password), problem.Description));
        if (Password is { Length: > 0 } && Password != PasswordAgain)
        {
            state.AddModelError(nameof(PasswordAgain), "Le due password non sono uguali: scrivila di nuovo.");
        }
    }
}
