namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static class Account
    {
        public const string SignIn = $"{Admin.Home}/accesso";
        public const string Passkey = $"{SignIn}/passkey";
        public const string Code = $"{SignIn}/codice";
        public const string RecoveryCode = $"{SignIn}/recupero";
        public const string Confirm = $"{SignIn}/conferma";
        public const string ConfirmPasskey = $"{Confirm}/passkey";
        public const string SignOut = $"{Admin.Home}/esci";
        public const string Denied = $"{Admin.Home}/accesso-negato";
        public const string ForgottenPassword = $"{Admin.Home}/password";

        public static string NewPassword(string token) => $"{ForgottenPassword}/{token}";

        public static string FirstAccess(string token) => $"{Admin.Home}/primo-accesso/{token}";

        public static string Invitation(string token) => $"{Admin.Home}/invito/{token}";
    }

    public static class Profile
    {
        public const string Page = $"{Admin.Home}/profilo";
        public const string Name = $"{Page}/nome";
        public const string Password = $"{Page}/password";
        public const string SignOutEverywhere = $"{Page}/esci-ovunque";
        public const string App = $"{Page}/app";
        public const string RemoveApp = $"{App}/scollega";
        public const string RecoveryCodes = $"{Page}/codici";
        public const string AddPasskey = $"{Page}/passkey";

        public static string EndSession(string session) => $"{Page}/sessioni/{session}";

        public static string Passkey(string id) => $"{AddPasskey}/{id}";

        public static string RemovePasskey(string id) => $"{Passkey(id)}/rimuovi";
    }
}
