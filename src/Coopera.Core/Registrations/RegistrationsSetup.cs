using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Registrations.Imports;
using Coopera.Core.Registrations.People;

namespace Coopera.Core.Registrations;

public static class RegistrationsSetup
{
    public static IServiceCollection AddRegistrations(this IServiceCollection services) => services
        .AddSingleton<RecentWebinars>()
        .AddScoped<SignUp>()
        .AddScoped<SignUpTogether>()
        .AddScoped<ConfirmSignUp>()
        .AddJob<ForgetUnconfirmed>()
        .AddScoped<SignUpBursts>()
        .AddScoped<ChangeRegistration>()
        .AddScoped<CancelRegistration>()
        .AddScoped<TakeBackCancellation>()
        .AddJob<FreeKeptPlaces>()
        .AddScoped<ChooseInvitations>()
        .AddScoped<IMailRequestAnswer, SendLinks>()
        .AddInboxReader<CalendarAnswers>()
        .AddScoped<ChangedRegistration>()
        .AddScoped<AddPerson>()
        .AddScoped<EditPerson>()
        .AddScoped<CorrectAddress>()
        .AddScoped<SubstitutePerson>()
        .AddScoped<CancelForPerson>()
        .AddScoped<RestorePerson>()
        .AddScoped<RestoreMany>()
        .AddScoped<RevokeInvitations>()
        .AddScoped<GivePlace>()
        .AddScoped<SendConfirmationAgain>()
        .AddScoped<HandleMany>()
        .AddScoped<ImportPeople>()
        .AddScoped<UndoImport>();
}
