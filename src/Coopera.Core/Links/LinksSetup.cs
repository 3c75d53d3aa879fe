namespace Coopera.Core.Links;

/// <summary>
/// The protected links of mails. The addresses they stand in (<see cref="SiteAddresses"/>) are for whoever listens to add.
/// </summary>
public static class LinksSetup
{
    public static IServiceCollection AddLinks(this IServiceCollection services) => services
        .AddSingleton<LinkGenerations>()
        .AddSingleton<PersonalLinks>()
        .AddSingleton<ConfirmationLinks>()
        .AddSingleton<AdhesionLinks>()
        .AddSingleton<UnsubscribeLinks>()
        .AddSingleton<CertificateLinks>()
        .AddSingleton<BallotLinks>()
        .AddSingleton<DeclineLinks>()
        .AddSingleton<OwnDataLinks>()
        .AddSingleton<InvitationLinks>()
        .AddSingleton<PasswordResetLinks>();
}
