export const directory = {
  'refusals.session.wrong_credentials': 'The account or the password is wrong.',
  'refusals.session.too_many_attempts': 'Too many wrong attempts. Try again in {seconds} seconds.',
  'refusals.user.not_found': 'The user was not found.',
  'refusals.user.administrator_only': 'Only an administrator may add accounts.',
  'refusals.user.weak_password': 'The password needs at least {charsMin} characters, with lower case, upper case, digits and other characters.',
  'refusals.user.account_taken': 'The account {account} is taken.',
  'refusals.org_unit.not_found': 'The unit was not found.',
  'refusals.org_unit.not_in_force': 'This unit is no longer in force.',
} as const
