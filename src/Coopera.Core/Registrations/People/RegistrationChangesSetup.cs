using Coopera.Core.Changes;
using Coopera.Core.Registrations.Lists;

namespace Coopera.Core.Registrations.People;

/// <summary>What the secretariat does with registrations.</summary>
public static class RegistrationChangesSetup
{
    public static IServiceCollection AddRegistrationChanges(this IServiceCollection services) => services
        .AddScoped<ChangedRegistration>()
        .AddScoped<AddPerson>()
        .AddScoped<EditPerson>()
        .AddScoped<SubstitutePerson>()
        .AddScoped<CancelForPerson>()
        .AddScoped<GivePlace>()
        .AddScoped<SendConfirmationAgain>()
        .AddScoped<HandleMany>();
}
