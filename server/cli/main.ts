import { extract } from './extract.ts'
import { iocStandIn } from './ioc-stand-in.ts'
import { rehearse } from './rehearse.ts'
import { sign } from './sign.ts'
import { verify } from './verify.ts'

const USAGE = `nghisu <command> [options]

  rehearse      Diễn tập trọn một cuộc họp / holds a whole meeting: sign in, ink, poll, conclusions, signed notice, tasks, events
  extract       Đọc văn bản thành nhiệm vụ / reads a document into assignments, one JSON object a line
  ioc-stand-in  Nơi nhận sự kiện thử / a receiver of events in the place of an operations centre
  sign          Ký số một tệp PDF / signs a PDF with a PKCS #12 key, B-B to B-LTA
  verify        Kiểm tra chữ ký của một tệp PDF / judges the signatures of a PDF
  help          Trợ giúp / this text

Options of a command: nghisu <command> --help`

const COMMANDS: ReadonlyMap<string, (args: string[]) => Promise<number>> = new Map([
  ['rehearse', rehearse],
  ['extract', extract],
  ['ioc-stand-in', iocStandIn],
  ['sign', sign],
  ['verify', verify],
])

/** One file per command; each answers with its exit code. 2: the command line was not understood. */
async function main([name = '', ...args]: string[]): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    console.log(USAGE)
    return 0
  }
  const command = COMMANDS.get(name)
  if (command === undefined) {
    console.error(USAGE)
    return 2
  }
  return command(args)
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (thrown: unknown) => {
    console.error(thrown)
    process.exitCode = 1
  },
)
